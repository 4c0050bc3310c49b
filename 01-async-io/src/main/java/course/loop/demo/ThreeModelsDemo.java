package course.loop.demo;

import course.loop.ThreeModels;
import course.loop.models.Plan;
import course.loop.models.Simulation;
import course.loop.reference.ReferenceThreeModels;
import course.loop.timeline.Span;
import course.loop.timeline.Timeline;
import course.picture.Pictures;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The tutorial's picture from a run: three tasks that wait for I/O, in three models. */
public final class ThreeModelsDemo {
    private static final Duration COLUMN = Duration.ofMillis(500);
    private static final List<Plan> PLANS =
            List.of(
                    Plan.ofSeconds("1", 1, 7, 1),
                    Plan.ofSeconds("2", 1, 3, 2),
                    Plan.ofSeconds("3", 2, 3, 1));

    private final ThreeModels models = new ReferenceThreeModels();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final StringBuilder recorded = new StringBuilder("model,task,state,from s,to s\n");

    private interface Model {
        void carryOut(Simulation simulation) throws InterruptedException;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 1) {
            System.err.println("usage: ThreeModelsDemo [folder for the picture]");
            System.exit(2);
        }
        var demo = new ThreeModelsDemo();
        demo.runAll();
        if (arguments.length == 1) {
            Pictures.in(Path.of("pictures"))
                    .redraw("three-models", demo.recorded.toString(), Path.of(arguments[0]));
        }
    }

    private void runAll() throws InterruptedException {
        run(
                "synchronous",
                Simulation.onOneThread(PLANS),
                all -> models.synchronous(all.tasks(), all.counter()));
        run(
                "threads",
                Simulation.onThreads(PLANS),
                all -> models.threads(all.tasks(), all.counter()));
        run(
                "event-driven",
                Simulation.onOneThread(PLANS),
                all -> models.eventDriven(all.tasks(), all.counter(), all.loop()));
    }

    private void run(String name, Simulation simulation, Model model) throws InterruptedException {
        model.carryOut(simulation);
        var timeline = simulation.timeline();
        record(name, timeline);
        out.printf(
                "%s: %s s, threads: %s, runs counted: %s%n%s%n",
                name,
                timeline.total().toSeconds(),
                simulation.threads().size(),
                simulation.counter().read(),
                timeline.toText(COLUMN));
    }

    private void record(String model, Timeline timeline) {
        for (var lane : timeline.lanes()) {
            for (var span : lane.spans()) {
                var state = span.state() == Span.State.RUNNING ? "runs" : "waits";
                recorded.append(
                        "%s,%s,%s,%s,%s\n"
                                .formatted(
                                        model,
                                        lane.name(),
                                        state,
                                        span.from().toSeconds(),
                                        span.to().toSeconds()));
            }
        }
    }
}

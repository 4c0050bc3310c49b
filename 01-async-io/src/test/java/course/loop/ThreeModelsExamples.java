package course.loop;

import course.kit.Background;
import course.loop.ThreeModels.Counter;
import course.loop.ThreeModels.Task;
import course.loop.models.Plan;
import course.loop.models.Simulation;
import course.loop.timeline.Lane;
import course.loop.timeline.Span;
import course.loop.timeline.Span.State;

import java.time.Duration;
import java.util.List;

/** What the parts of ThreeModels' specification have in common. */
abstract class ThreeModelsExamples {
    /** The three tasks of the picture: each runs, waits for I/O, and runs again. */
    static final List<Plan> PICTURE =
            List.of(
                    Plan.ofSeconds("task 1", 1, 7, 1),
                    Plan.ofSeconds("task 2", 1, 3, 2),
                    Plan.ofSeconds("task 3", 2, 3, 1));

    final ThreeModels models;
    final Background background;

    ThreeModelsExamples(ThreeModels models, Background background) {
        this.models = models;
        this.background = background;
    }

    ModelRun synchronous(List<Plan> plans) throws Exception {
        return ModelRun.of(
                "synchronous",
                plans,
                Simulation.onOneThread(plans),
                simulation -> models.synchronous(simulation.tasks(), simulation.counter()));
    }

    ModelRun threads(List<Plan> plans) throws Exception {
        return ModelRun.of(
                "threads",
                plans,
                Simulation.onThreads(plans),
                simulation -> models.threads(simulation.tasks(), simulation.counter()));
    }

    ModelRun eventDriven(List<Plan> plans) throws Exception {
        return ModelRun.of(
                "eventDriven",
                plans,
                Simulation.onOneThread(plans),
                simulation ->
                        models.eventDriven(
                                simulation.tasks(), simulation.counter(), simulation.loop()));
    }

    /** The three models. */
    enum Model {
        SYNCHRONOUS("synchronous"),
        THREADS("threads"),
        EVENT_DRIVEN("eventDriven");

        final String told;

        Model(String told) {
            this.told = told;
        }

        /** How long tasks take that nobody keeps waiting. */
        Duration total(List<Plan> plans) {
            var all = plans.stream().map(Plan::total);
            return this == SYNCHRONOUS
                    ? all.reduce(Duration.ZERO, Duration::plus)
                    : all.max(Duration::compareTo).orElse(Duration.ZERO);
        }
    }

    ModelRun run(Model model, List<Plan> plans) throws Exception {
        return switch (model) {
            case SYNCHRONOUS -> synchronous(plans);
            case THREADS -> threads(plans);
            case EVENT_DRIVEN -> eventDriven(plans);
        };
    }

    void call(Model model, List<Task> tasks, Counter counter, EventLoop loop) throws Exception {
        switch (model) {
            case SYNCHRONOUS -> models.synchronous(tasks, counter);
            case THREADS -> models.threads(tasks, counter);
            case EVENT_DRIVEN -> models.eventDriven(tasks, counter, loop);
        }
    }

    static Simulation simulation(Model model, List<Plan> plans) {
        return model == Model.THREADS ? Simulation.onThreads(plans) : Simulation.onOneThread(plans);
    }

    static Lane lane(String name, Span... spans) {
        return new Lane(name, List.of(spans));
    }

    static Span running(int from, int to) {
        return new Span(State.RUNNING, s(from), s(to));
    }

    static Span waiting(int from, int to) {
        return new Span(State.WAITING, s(from), s(to));
    }

    static Duration s(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}

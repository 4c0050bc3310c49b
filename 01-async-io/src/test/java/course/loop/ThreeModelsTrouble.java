package course.loop;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.Example;
import course.loop.ThreeModels.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Tasks that take long, or throw, and threads that are interrupted. */
abstract class ThreeModelsTrouble extends ThreeModelsExamples {
    private static final Duration MOST_LIMITS = Duration.ofSeconds(6);

    private volatile InterruptedException interruption;

    ThreeModelsTrouble(ThreeModels models, Background background) {
        super(models, background);
    }

    @Test
    @Deadline(seconds = 20)
    void threadsWaitsAsLongAsItTakes() throws Exception {
        var task = new OddTasks.Stuck();
        var caller = callerOfThreads(task);

        awaitAWhile(caller);
        var returnedTooEarly = caller.hasEnded();
        task.release();

        if (returnedTooEarly) {
            throw new AssertionError(
                    "threads has returned, though a task was not done; it waits for its threads"
                            + " without a limit");
        }
        background.await("threads returns when its task is done", caller::hasEnded);
    }

    /** Who waits with a limit is given the time to reach it. */
    private static void awaitAWhile(Background.Task caller) {
        var begin = System.nanoTime();
        for (var looks = 0; looks < 20 && !caller.hasEnded(); looks++) {
            if (caller.thread().getState() != Thread.State.WAITING) {
                looks = 0;
            }
            if (System.nanoTime() - begin > MOST_LIMITS.toNanos()) {
                return;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Background.Task callerOfThreads(OddTasks.Stuck task) {
        Example.current().closesAtEnd(task::release);
        var tasks = new ArrayList<Task>(List.of(task));
        var caller =
                background.start(
                        "who calls threads",
                        () -> {
                            try {
                                models.threads(tasks, simulation(Model.THREADS, PICTURE).counter());
                            } catch (InterruptedException e) {
                                interruption = e;
                            }
                        });
        background.await("threads has its task run", task::hasBegun);
        background.await(
                "threads waits for its task", () -> caller.isWaiting() || caller.hasEnded());
        return caller;
    }

    @Test
    void threadsEndsItsWaitWhenItIsInterrupted() throws Exception {
        var task = new OddTasks.Stuck();
        var caller = callerOfThreads(task);

        caller.thread().interrupt();

        background.await(
                "threads returns when its thread is interrupted, though a task is not done",
                caller::hasEnded);
        if (interruption == null) {
            throw new AssertionError(
                    "threads must throw InterruptedException when its thread is interrupted, and it"
                            + " returned as if all tasks were done");
        }
    }

    @Test
    void eventDrivenLetsTheLoopsInterruptThrough() throws Exception {
        var loop = new InterruptedLoop();
        var tasks = simulation(Model.EVENT_DRIVEN, PICTURE).tasks();
        Throwable thrown = null;

        try {
            models.eventDriven(tasks, simulation(Model.EVENT_DRIVEN, PICTURE).counter(), loop);
        } catch (InterruptedException e) {
            thrown = e;
        }

        Refusal.check(
                InterruptedException.class,
                "eventDriven",
                "its thread was interrupted while the loop waited",
                thrown);
    }

    /** A loop that is interrupted as soon as it runs. */
    private static final class InterruptedLoop implements EventLoop {
        @Override
        public void post(Runnable message) {}

        @Override
        public Timer postDelayed(Runnable message, Duration delay) {
            return () -> true;
        }

        @Override
        public void run() throws InterruptedException {
            throw new InterruptedException();
        }

        @Override
        public void stop() {}
    }

    static List<Arguments> brokenTasks() {
        var forms = new ArrayList<Arguments>();
        for (var model : List.of(Model.THREADS, Model.EVENT_DRIVEN)) {
            for (var failure :
                    List.of(new IllegalStateException("broken"), new AssertionError("broken"))) {
                forms.add(Arguments.of(model, 1, 0, failure));
                forms.add(Arguments.of(model, 3, 3, failure));
            }
        }
        return forms;
    }

    @ParameterizedTest
    @MethodSource("brokenTasks")
    void aTaskThatThrowsIsDoneAndTheOthersGoOn(
            Model model, int runs, int position, Throwable failure) throws Exception {
        var simulation = simulation(model, PICTURE);
        var reported = new CopyOnWriteArrayList<Throwable>();
        var broken = new OddTasks.Broken(runs, failure);
        var tasks = new ArrayList<>(simulation.tasks());
        tasks.add(position, broken);

        var run =
                ModelRun.of(
                        model.told,
                        PICTURE,
                        simulation,
                        one ->
                                call(
                                        model,
                                        List.copyOf(tasks),
                                        one.counter(),
                                        model == Model.EVENT_DRIVEN
                                                ? one.loop(reported::add)
                                                : null));

        run.expectTotal(s(9), "as long as the longest task, though another one throws");
        expectNotRunAgain(model, broken, runs);
        if (model == Model.EVENT_DRIVEN && !reported.equals(List.of(failure))) {
            throw new AssertionError(
                    "what a task throws, the loop reports; expected: [%s], but was: %s"
                            .formatted(failure, reported));
        }
    }

    @Test
    void aTaskThatThrowsMayBeTheOnlyOne() throws Exception {
        for (var model : List.of(Model.THREADS, Model.EVENT_DRIVEN)) {
            var simulation = simulation(model, List.of());
            var broken = new OddTasks.Broken(1, new IllegalStateException("broken"));

            ModelRun.of(
                    model.told,
                    List.of(),
                    simulation,
                    one ->
                            call(
                                    model,
                                    List.of(broken),
                                    one.counter(),
                                    model == Model.EVENT_DRIVEN ? one.loop(any -> {}) : null));

            expectNotRunAgain(model, broken, 1);
        }
    }

    @Test
    void synchronousThrowsOnWhatATaskThrows() {
        var failure = new AssertionError("broken");
        var broken = new OddTasks.Broken(2, failure);
        Throwable thrown = null;

        try {
            models.synchronous(List.of(broken), simulation(Model.SYNCHRONOUS, PICTURE).counter());
        } catch (AssertionError e) {
            thrown = e;
        }

        if (thrown != failure) {
            throw new AssertionError(
                    "synchronous throws on what a task throws; expected: %s, but was: %s"
                            .formatted(failure, thrown == null ? "nothing" : thrown));
        }
        expectNotRunAgain(Model.SYNCHRONOUS, broken, 2);
    }

    private static void expectNotRunAgain(Model model, OddTasks.Broken broken, int runs) {
        if (broken.begun() != runs) {
            throw new AssertionError(
                    "%s: a task that throws in its run number %s is done then; it was run %s times"
                            .formatted(model.told, runs, broken.begun()));
        }
    }
}

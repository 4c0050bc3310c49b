package course.loop;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.Example;
import course.loop.ThreeModels.Counter;
import course.loop.ThreeModels.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void threadsWaitsForAllOfThemAlsoIfTheirNamesAreTheSame(int position) throws Exception {
        var stuck = new OddTasks.Stuck();
        var tasks = new ArrayList<Task>();
        for (var i = 0; i < 2; i++) {
            tasks.add(new OddTasks.Named("a task", new OddTasks.Quick()));
        }
        tasks.add(position, new OddTasks.Named("a task", stuck));
        Example.current().closesAtEnd(stuck::release);
        var counter = simulation(Model.THREADS, PICTURE).counter();
        var caller = background.start("who calls threads", () -> models.threads(tasks, counter));
        background.await("the task that takes long has begun", stuck::hasBegun);

        awaitAWhile(caller);
        var returnedTooEarly = caller.hasEnded();
        stuck.release();

        if (returnedTooEarly) {
            throw new AssertionError(
                    "threads has returned, though number %s of three tasks was not done; all three have the same name"
                            .formatted(position + 1));
        }
        background.await("threads returns when its tasks are done", caller::hasEnded);
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

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void threadsWaitsForNoneOfThemWhenItIsInterrupted(int count) {
        var tasks = new ArrayList<OddTasks.Stuck>();
        for (var i = 0; i < count; i++) {
            tasks.add(new OddTasks.Stuck(false));
        }
        var counter = simulation(Model.THREADS, PICTURE).counter();
        var caller =
                background.start(
                        "who calls threads",
                        () -> {
                            try {
                                models.threads(List.copyOf(tasks), counter);
                            } catch (InterruptedException e) {
                                interruption = e;
                            }
                        });
        for (var task : tasks) {
            Example.current().closesAtEnd(task::release);
            background.await("threads has each of its tasks run", task::hasBegun);
        }
        background.await(
                "threads waits for its tasks", () -> caller.isWaiting() || caller.hasEnded());

        caller.thread().interrupt();

        background.await(
                "threads returns when its thread is interrupted, though none of its %s tasks is done, and none heeds an interrupt"
                        .formatted(count),
                caller::hasEnded);
        if (interruption == null) {
            throw new AssertionError(
                    "threads must throw InterruptedException when its thread is interrupted, and it"
                            + " returned as if all tasks were done");
        }
    }

    @Test
    @Deadline(seconds = 20)
    void afterAnInterruptThreadsWaitsForItsNextTasksAsBefore() throws Exception {
        var earlier = new OddTasks.Stuck(false);
        var interrupted = callerOfThreads(earlier);
        interrupted.thread().interrupt();
        background.await(
                "threads returns when its thread is interrupted, though a task is not done",
                interrupted::hasEnded);
        var task = new OddTasks.Stuck();
        var caller = callerOfThreads(task);

        earlier.release();
        background.await("the task of the call before is done at last", earlier::isDone);
        awaitAWhile(caller);
        var returnedTooEarly = caller.hasEnded();
        task.release();

        if (returnedTooEarly) {
            throw new AssertionError(
                    "threads was interrupted, and then called again with another task; the task of"
                            + " the first call was done, and the second call returned, though its"
                            + " own task was not done");
        }
        background.await("threads returns when its task is done", caller::hasEnded);
    }

    @ParameterizedTest
    @EnumSource(names = "EVENT_DRIVEN", mode = EnumSource.Mode.EXCLUDE)
    void aTaskThatLeavesItsThreadInterruptedIsCarriedOutToItsEnd(Model model) throws Exception {
        var tasks = new ArrayList<OddTasks.Quick>();
        for (var i = 0; i < 2; i++) {
            tasks.add(new OddTasks.Quick(3, () -> Thread.currentThread().interrupt()));
        }
        var counter = simulation(model, List.of()).counter();

        try {
            call(model, List.copyOf(tasks), counter, null);
        } finally {
            Thread.interrupted();
        }

        var runs = tasks.stream().map(OddTasks.Quick::begun).toList();
        if (!runs.equals(List.of(3, 3)) || counter.read() != 6) {
            throw new AssertionError(
                    ("%s: two tasks of three runs each interrupt the thread that they run on,"
                                    + " which is no reason to give them up%n"
                                    + "  expected: they have run [3, 3] times, and the counter is"
                                    + " 6%n"
                                    + "  but was:  they have run %s times, and the counter is %s")
                            .formatted(model.told, runs, counter.read()));
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

    @Test
    void afterAnInterruptTheSameModelsDoOtherTasksAsBefore() throws Exception {
        var tasks = simulation(Model.EVENT_DRIVEN, PICTURE).tasks();
        try {
            models.eventDriven(
                    tasks,
                    simulation(Model.EVENT_DRIVEN, PICTURE).counter(),
                    new InterruptedLoop());
        } catch (InterruptedException expected) {
            // another example asks for it
        }

        var run = eventDriven(PICTURE);

        run.expectTotal(
                s(9), "as long as the longest task, though the call before was interrupted");
        run.expectAllRunsCounted();
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
                    List.of(
                            new IllegalStateException("broken"),
                            new AssertionError("broken"),
                            new IOException("broken"))) {
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
                                callThoughItMayThrow(
                                        failure,
                                        model,
                                        List.copyOf(tasks),
                                        one.counter(),
                                        model == Model.EVENT_DRIVEN
                                                ? one.loop(reported::add)
                                                : null));

        run.expectTotal(s(9), "as long as the longest task, though another one throws");
        expectNotRunAgain(model, broken, runs);
        expectReported(model, failure, reported);
    }

    /** What becomes of what a task throws in threads is left open, so threads may throw it on. */
    private void callThoughItMayThrow(
            Throwable failure, Model model, List<Task> tasks, Counter counter, EventLoop loop)
            throws Exception {
        try {
            call(model, tasks, counter, loop);
        } catch (Exception | Error thrown) {
            if (model != Model.THREADS || !comesOf(failure, thrown)) {
                throw thrown;
            }
        }
    }

    private static boolean comesOf(Throwable failure, Throwable thrown) {
        return thrown == failure
                || thrown.getCause() != null && comesOf(failure, thrown.getCause())
                || Arrays.stream(thrown.getSuppressed()).anyMatch(one -> comesOf(failure, one));
    }

    private static void expectReported(Model model, Throwable failure, List<Throwable> reported) {
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
            var failure = new IllegalStateException("broken");
            var broken = new OddTasks.Broken(1, failure);
            var reported = new CopyOnWriteArrayList<Throwable>();

            ModelRun.of(
                    model.told,
                    List.of(),
                    simulation,
                    one ->
                            callThoughItMayThrow(
                                    failure,
                                    model,
                                    List.of(broken),
                                    one.counter(),
                                    model == Model.EVENT_DRIVEN ? one.loop(reported::add) : null));

            expectNotRunAgain(model, broken, 1);
            expectReported(model, failure, reported);
        }
    }

    @Test
    void synchronousThrowsOnWhatATaskThrows() {
        var failure = new AssertionError("broken");
        var broken = new OddTasks.Broken(2, failure);
        Throwable thrown = null;

        try {
            models.synchronous(List.of(broken), simulation(Model.SYNCHRONOUS, PICTURE).counter());
        } catch (Throwable t) {
            thrown = t;
        }

        if (thrown != failure) {
            throw new AssertionError(
                    "synchronous throws on what a task throws; expected: %s, but was: %s"
                            .formatted(failure, thrown == null ? "nothing" : thrown),
                    thrown);
        }
        expectNotRunAgain(Model.SYNCHRONOUS, broken, 2);
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("broken"),
                new StackOverflowError("broken"),
                new IOException("broken"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void synchronousLeavesWhatIsLeftWhenATaskThrows(Throwable failure) {
        var before = new OddTasks.Quick();
        var broken = new OddTasks.Broken(2, failure);
        var after = new OddTasks.Quick();
        Throwable thrown = null;

        try {
            models.synchronous(
                    List.of(before, broken, after),
                    simulation(Model.SYNCHRONOUS, PICTURE).counter());
        } catch (Throwable t) {
            thrown = t;
        }

        if (thrown != failure) {
            throw new AssertionError(
                    "synchronous throws on what a task throws; expected: %s, but was: %s"
                            .formatted(failure, thrown == null ? "nothing" : thrown),
                    thrown);
        }
        expectNotRunAgain(Model.SYNCHRONOUS, broken, 2);
        if (before.begun() != 1 || after.begun() != 0) {
            throw new AssertionError(
                    "synchronous throws on what a task throws, at once, and leaves what is left of the tasks%n  expected: the task before it was run once, and the one after it was not%n  but was:  the one before it was run %s times, the one after it %s times"
                            .formatted(before.begun(), after.begun()));
        }
    }

    private static void expectNotRunAgain(Model model, OddTasks.Broken broken, int runs) {
        if (broken.begun() != runs) {
            throw new AssertionError(
                    "%s: a task that throws in its run number %s is done then; it was run %s times"
                            .formatted(model.told, runs, broken.begun()));
        }
    }
}

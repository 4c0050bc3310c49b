package course.loop;

import course.kit.Background;
import course.loop.ThreeModels.Task;
import course.loop.models.Plan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Tasks of all forms, in each of the models. */
abstract class ThreeModelsForms extends ThreeModelsExamples {
    private static final int MANY_RUNS = 100_000;

    ThreeModelsForms(ThreeModels models, Background background) {
        super(models, background);
    }

    @ParameterizedTest
    @EnumSource
    void eachRunAddsOneToWhatTheCounterHolds(Model model) throws Exception {
        var simulation = simulation(model, PICTURE);
        simulation.counter().write(40);
        var counter = new StepCounter(simulation.counter());

        ModelRun.of(
                model.told,
                PICTURE,
                simulation,
                one ->
                        call(
                                model,
                                one.tasks(),
                                counter,
                                model == Model.EVENT_DRIVEN ? one.loop() : null));

        counter.expectOneAtATime();
        var counted = simulation.counter().read();
        if (counted != 46) {
            throw new AssertionError(
                    "%s: the counter was 40, and the tasks have run 6 times; so it must be 46, and it is %s"
                            .formatted(model.told, counted));
        }
    }

    static List<Arguments> oddTimes() {
        var times =
                Map.of(
                        "no I/O at all", List.of(s(1), s(0), s(1), s(0), s(2)),
                        "fractions of a millisecond",
                                List.of(
                                        Duration.ofNanos(1),
                                        Duration.ofNanos(1_500_000),
                                        Duration.ofNanos(999_999),
                                        Duration.ofNanos(1),
                                        s(1)),
                        "a thousand years", List.of(s(1), Duration.ofDays(365_000), s(1)),
                        "one run", List.of(s(2)),
                        "a run that takes no time", List.of(s(0), s(3), s(0)));
        return Arrays.stream(Model.values())
                .flatMap(model ->
                        times.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(one -> Arguments.of(model, one.getKey(), one.getValue())))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("oddTimes")
    void aTaskTakesAsLongAsItTakes(Model model, String what, List<Duration> times)
            throws Exception {
        var plans = List.of(new Plan("task 1", times));

        var run = run(model, plans);

        run.expectTotal(model.total(plans), "for a task with " + what);
        run.expectAllRunsCounted();
        if (model == Model.THREADS) {
            run.expectAThreadForEachTask();
        } else {
            run.expectOnlyTheCallersThread();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutTasksItReturnsAtOnce(Model model) throws Exception {
        var run = run(model, List.of());

        run.expectTotal(s(0), "since there is nothing to do");
    }

    @ParameterizedTest
    @EnumSource
    void namesNeedNotDiffer(Model model) throws Exception {
        var plan = Plan.ofSeconds("a task", 0, 2, 0);

        var run = run(model, List.of(plan, plan, plan));

        run.expectTotal(s(model == Model.SYNCHRONOUS ? 6 : 2), "for three tasks of the same name");
        run.expectAllRunsCounted();
    }

    @ParameterizedTest
    @EnumSource(names = "THREADS", mode = EnumSource.Mode.EXCLUDE)
    void manyTasksBeginInTheOrderOfTheList(Model model) throws Exception {
        var order = new ArrayList<Integer>();
        var expected = new ArrayList<Integer>();
        var tasks = new ArrayList<Task>();
        for (var i = 1; i <= 100; i++) {
            var number = i;
            expected.add(number);
            tasks.add(new OddTasks.Quick(1, () -> order.add(number)));
        }

        ModelRun.of(
                model.told,
                List.of(),
                simulation(model, List.of()),
                one ->
                        call(
                                model,
                                tasks,
                                one.counter(),
                                model == Model.EVENT_DRIVEN ? one.loop(any -> {}) : null));

        if (!order.equals(expected)) {
            throw new AssertionError(
                    "%s: tasks begin in the order of the list%n  expected: 1, 2, 3 and so on, to 100%n  but was:  %s"
                            .formatted(model.told, order));
        }
    }

    @Test
    void eachRunIsAMessageAlsoWhenItsIoTakesNoTime() throws Exception {
        var messages = new int[1];
        var runs = new ArrayList<Integer>();
        var task = new OddTasks.Quick(4, () -> runs.add(messages[0]));

        ModelRun.of(
                "eventDriven",
                List.of(),
                simulation(Model.EVENT_DRIVEN, List.of()),
                one ->
                        models.eventDriven(
                                List.of(task),
                                one.counter(),
                                new CountingLoop(one.loop(any -> {}), messages)));

        if (runs.stream().distinct().count() != 4) {
            throw new AssertionError(
                    "eventDriven: each run of a task is a message, so that others have their turns%n  expected: four runs, each in a message of its own%n  but was:  runs in the messages number %s"
                            .formatted(runs));
        }
    }

    /** Counts the messages that it processes. */
    private record CountingLoop(EventLoop loop, int[] messages) implements EventLoop {
        private Runnable counted(Runnable message) {
            return () -> {
                messages[0]++;
                message.run();
            };
        }

        @Override
        public void post(Runnable message) {
            loop.post(counted(message));
        }

        @Override
        public Timer postDelayed(Runnable message, Duration delay) {
            return loop.postDelayed(counted(message), delay);
        }

        @Override
        public void run() throws InterruptedException {
            loop.run();
        }

        @Override
        public void stop() {
            loop.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneIsAddedWhenATaskHasRunAndNotBefore(Model model) throws Exception {
        var simulation = simulation(model, List.of());
        var counter = simulation.counter();
        var seen = new ArrayList<Integer>();
        var task = new OddTasks.Quick(3, () -> seen.add(counter.read()));

        ModelRun.of(
                model.told,
                List.of(),
                simulation,
                one ->
                        call(
                                model,
                                List.of(task),
                                counter,
                                model == Model.EVENT_DRIVEN ? one.loop(any -> {}) : null));

        if (!seen.equals(List.of(0, 1, 2))) {
            throw new AssertionError(
                    "%s: one is added each time that a task has run, and not before%n  expected: in its first run the only task reads 0 from the counter, then 1, then 2%n  but was:  it has read %s"
                            .formatted(model.told, seen));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tasksMayEqualEachOther(Model model) throws Exception {
        var tasks = List.of(new OddTasks.Equal(2), new OddTasks.Equal(2), new OddTasks.Equal(2));
        var simulation = simulation(model, List.of());

        call(
                model,
                List.copyOf(tasks),
                simulation.counter(),
                model == Model.EVENT_DRIVEN ? simulation.loop(any -> {}) : null);

        var runs = tasks.stream().map(OddTasks.Equal::begun).toList();
        if (!runs.equals(List.of(2, 2, 2))) {
            throw new AssertionError(
                    "%s: three tasks of two runs equal each other, and are three tasks all the same%n  expected: they have run [2, 2, 2] times%n  but was:  %s"
                            .formatted(model.told, runs));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskMayRunManyThousandTimes(Model model) throws Exception {
        var task = new OddTasks.Quick(MANY_RUNS, () -> {});
        var simulation = simulation(model, List.of());
        Throwable thrown = null;

        try {
            call(
                    model,
                    List.of(task),
                    simulation.counter(),
                    model == Model.EVENT_DRIVEN ? simulation.loop(any -> {}) : null);
        } catch (StackOverflowError e) {
            thrown = e;
        }

        if (thrown != null || task.begun() != MANY_RUNS) {
            throw new AssertionError(
                    "%s: a task has %s runs, and was run %s times%s"
                            .formatted(
                                    model.told,
                                    MANY_RUNS,
                                    task.begun(),
                                    thrown == null ? "" : "; then came " + thrown));
        }
    }

    @Test
    void noThreadIsUsedForASecondTask() throws Exception {
        var threads = Collections.<Thread>synchronizedSet(new HashSet<>());
        var tasks = new ArrayList<Task>();
        for (var i = 0; i < 200; i++) {
            tasks.add(new OddTasks.Quick(1, () -> threads.add(Thread.currentThread())));
        }

        for (var half : List.of(tasks.subList(0, 100), tasks.subList(100, 200))) {
            models.threads(half, simulation(Model.THREADS, List.of()).counter());
        }

        if (threads.size() != 200) {
            throw new AssertionError(
                    "threads has a new thread for each task, also when an earlier task is done already; it was called twice, with 100 quick tasks each time, and had %s threads"
                            .formatted(threads.size()));
        }
    }

    @Test
    void hundredsOfTasksHaveHundredsOfThreads() throws Exception {
        var plans =
                IntStream.rangeClosed(1, 300)
                        .mapToObj(i -> Plan.ofSeconds("task " + i, 1, 1, 1))
                        .toList();

        var run = threads(plans);

        run.expectAThreadForEachTask();
        run.expectTotal(s(3), "as long as one task");
        run.expectAllRunsCounted();
    }

    @Test
    void thirtyTasksHaveThirtyThreads() throws Exception {
        var plans =
                IntStream.rangeClosed(1, 30)
                        .mapToObj(i -> Plan.ofSeconds("task " + i, 1, i, 1))
                        .toList();

        var run = threads(plans);

        run.expectAThreadForEachTask();
        run.expectTotal(s(32), "as long as the longest task");
        run.expectAllRunsCounted();
    }
}

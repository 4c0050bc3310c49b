package course.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import course.coroutine.Workers.Done;
import course.coroutine.Workers.Failed;
import course.coroutine.Workers.Lost;
import course.coroutine.Workers.Outcome;
import course.coroutine.jobs.Lingering;
import course.coroutine.jobs.Moody;
import course.coroutine.jobs.Phone;
import course.coroutine.jobs.Pid;
import course.coroutine.jobs.Turns;
import course.coroutine.jobs.UpperCase;
import course.coroutine.worker.Job;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.Example;
import course.kit.Exercise;
import course.kit.Program;
import course.kit.TakesTime;
import course.kit.WhenTheRestIsRight;
import course.kit.trace.Calls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Exercise(id = "2.6", title = "Workers", section = "协程")
@Deadline(seconds = 20)
@TakesTime
class WorkersSpec {
    private static final int KILLED = 128 + 9;
    private static final String NO_JAVA = "/no/such/jdk";

    private final Class<?> answer;
    private final Workers workers;
    private final Switchboard switchboard;
    private final Background background;

    WorkersSpec(Workers workers, Switchboard switchboard, Background background) {
        this.answer = workers.getClass();
        this.workers =
                Calls.recorded(
                        Example.current().trace(), Workers.class, workers, WorkersSpec::named);
        this.switchboard = switchboard;
        this.background = background;
    }

    private static String named(Object thing) {
        return thing instanceof Class<?> job ? job.getSimpleName() : String.valueOf(thing);
    }

    @Test
    void everyItemIsDoneAndTheResultsAreInTheOrderOfTheItems() throws Exception {
        var outcomes = workers.run(UpperCase.class, List.of("a", "b", "c", "d", "e"), 2);

        expect(outcomes, done("A"), done("B"), done("C"), done("D"), done("E"));
    }

    @Test
    void eachWorkerIsAProcessAndAllWorkAtTheSameTime() throws Exception {
        var running = start(Phone.class, Collections.nCopies(2, switchboard.number()), 2);

        var calls = switchboard.calls(2);

        assertThat(calls.stream().map(Switchboard.Call::pid).distinct())
                .as("the processes of two items that are under way")
                .hasSize(2);
        for (var call : calls) {
            call.answer("hello");
        }
        expect(running.outcomes(), done("hello"), done("hello"));
    }

    @Test
    void thereMayBeMoreAtTheSameTimeThanCores() throws Exception {
        int count = Math.min(2 * Runtime.getRuntime().availableProcessors() + 1, 17);
        var running = start(Phone.class, Collections.nCopies(count, switchboard.number()), count);

        var calls = switchboard.calls(count);

        assertThat(calls.stream().map(Switchboard.Call::pid).distinct())
                .as("the processes of %s items that are under way, with as many workers", count)
                .hasSize(count);
        for (var call : calls) {
            call.answer("hello");
        }
        expect(
                running.outcomes(),
                Collections.nCopies(count, done("hello")).toArray(Outcome[]::new));
    }

    @Test
    void sharesDifferByOneAtMost() throws Exception {
        var outcomes = workers.run(Pid.class, Collections.nCopies(10, "a"), 4);

        var sizes =
                outcomes.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                        .values()
                        .stream()
                        .sorted(Comparator.reverseOrder())
                        .toList();
        assertThat(sizes)
                .withFailMessage(
                        "10 items for 4 workers: expected shares of 3, 3, 2 and 2, but they were"
                                + " %s",
                        sizes)
                .containsExactly(3L, 3L, 2L, 2L);
    }

    @Test
    void thereAreNoMoreWorkersThanItems() throws Exception {
        var before = children();
        var started = new HashSet<Long>();
        var running = start(Phone.class, List.of(switchboard.number()), 3);

        var call = switchboard.call(() -> started.addAll(children()));
        started.addAll(children());
        started.removeAll(before);
        call.answer("hello");

        assertThat(started).as("the processes for one item").hasSize(1);
        expect(running.outcomes(), done("hello"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE - 1, Integer.MAX_VALUE})
    @WhenTheRestIsRight // who starts as many as that here brings the machine down
    void anyNumberOfWorkersMayBeAskedFor(int processes) {
        var outcomes = new ArrayList<Outcome>();

        Attempt.of(
                        "run() of two items with %s processes, of which there are two then"
                                .formatted(processes),
                        () -> outcomes.addAll(workers.run(Pid.class, List.of("a", "b"), processes)))
                .expectNothing();

        assertThat(outcomes.stream().distinct())
                .as("the processes of two items, when %s are asked for", processes)
                .hasSize(2);
    }

    private static List<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
    }

    @Test
    void withoutItemsThereIsNothingToDo() throws Exception {
        var before = children();

        assertThat(workers.run(UpperCase.class, List.of(), 2)).as("outcomes of no items").isEmpty();

        expectNoneLeft(before, "a run() of no items");
    }

    /** What a run has started is gone when it ends, not some time later. */
    private static void expectNoneLeft(Collection<Long> before, String run) {
        var left = new ArrayList<>(children());
        left.removeAll(before);
        assertThat(left)
                .withFailMessage(
                        "none of its processes is left when run() ends; %s has ended, and these"
                                + " were still there: %s",
                        run, left)
                .isEmpty();
    }

    @Test
    void whenItReturnsNoneOfItsProcessesIsLeft() throws Exception {
        var before = children();

        workers.run(Lingering.class, List.of("a"), 1);

        expectNoneLeft(before, "a run() whose worker has answered, and does not end by itself,");
    }

    @Test
    void itemsThatAreEqualHaveOutcomesOfTheirOwn() throws Exception {
        var running = start(Phone.class, Collections.nCopies(3, switchboard.number()), 1);

        for (var answer : List.of("one", "two", "three")) {
            switchboard.call().answer(answer);
        }

        expect(running.outcomes(), done("one"), done("two"), done("three"));
    }

    @Test
    void insideAWorkerTheItemsTakeTurns() throws Exception {
        var outcomes = workers.run(Turns.class, List.of("a", "b"), 1);

        assertThat(outcomes.getLast())
                .as("the turns of two items in one process")
                .isEqualTo(done("ababab"));
    }

    @Test
    void itemsAndResultsMayBeLarge() throws Exception {
        var text = "包子 baozi\n\r\0\u00e9 ".repeat(50_000);

        var outcomes = workers.run(UpperCase.class, List.of(text, "", text), 1);

        assertThat(
                        outcomes.equals(
                                List.of(
                                        done(text.toUpperCase(Locale.ROOT)),
                                        done(""),
                                        done(text.toUpperCase(Locale.ROOT)))))
                .as("half a million characters there and back, twice, and an empty item")
                .isTrue();
    }

    @Test
    void thereMayBeManyItems() throws Exception {
        var items = IntStream.range(0, 5_000).mapToObj(i -> "item " + i).toList();

        var outcomes = workers.run(UpperCase.class, items, 2);

        assertThat(outcomes)
                .as("outcomes of 5,000 items")
                .isEqualTo(
                        items.stream().map(item -> done(item.toUpperCase(Locale.ROOT))).toList());
    }

    @Test
    void aJobThatFailsIsReportedAndTheOthersAreDone() throws Exception {
        var outcomes =
                workers.run(
                        Moody.class,
                        List.of("work", "fail", "overflow", "null", "print", "fail silently"),
                        1);

        expect(
                outcomes,
                done("did work"),
                new Failed("java.io.IOException: no such baozi"),
                new Failed("java.lang.StackOverflowError: too many baozi"),
                done(null),
                done("printed"),
                new Failed("java.lang.IllegalStateException"));
    }

    @Test
    void aWorkerThatIsKilledIsReportedAndTheOthersGoOn() throws Exception {
        var running = start(Phone.class, Collections.nCopies(2, switchboard.number()), 2);
        var calls = switchboard.calls(2);

        calls.getFirst().kill();
        calls.getFirst().expectHungUp("killed");
        calls.getLast().answer("hello");

        assertThat(running.outcomes())
                .withFailMessage(
                        "one worker was killed (exit status %s), the other said hello%n"
                                + "  but the outcomes were %s",
                        KILLED, running.outcomes())
                .containsExactlyInAnyOrder(new Lost(KILLED), done("hello"));
    }

    @Test
    void whatADeadWorkerHadDoneBeforeIsDone() throws Exception {
        var running =
                start(
                        Phone.class,
                        List.of("say one", "say two", switchboard.number(), "say three"),
                        1);

        switchboard.call().kill();

        expect(running.outcomes(), done("one"), done("two"), new Lost(KILLED), new Lost(KILLED));
    }

    @Test
    void aWorkerThatExitsByItselfHasLostItsShareEvenWithStatusZero() throws Exception {
        var outcomes = workers.run(Moody.class, List.of("work", "exit", "never"), 1);

        expect(outcomes, done("did work"), new Lost(0), new Lost(0));
    }

    @Test
    void whatWasDoneOutOfOrderBeforeAWorkerExitedIsDone() throws Exception {
        var outcomes =
                workers.run(
                        Moody.class,
                        List.of("exit later", "work", "fail", "null", "exit later"),
                        1);

        expect(
                outcomes,
                new Lost(7),
                done("did work"),
                new Failed("java.io.IOException: no such baozi"),
                done(null),
                new Lost(7));
    }

    @Test
    void eachLostItemHasTheExitStatusOfItsOwnWorker() throws Exception {
        var outcomes = workers.run(Moody.class, List.of("exit later", "exit"), 2);

        expect(outcomes, new Lost(7), new Lost(0));
    }

    @Test
    void eachRunIsOnItsOwn() throws Exception {
        expect(workers.run(Moody.class, List.of("work", "exit"), 1), done("did work"), new Lost(0));

        expect(workers.run(UpperCase.class, List.of("c", "d"), 1), done("C"), done("D"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"interrupted", "refused, since an item is null"})
    void aRunAfterOneThatEndedByAnExceptionIsOnItsOwn(String end) throws Exception {
        if (end.equals("interrupted")) {
            Thread.currentThread().interrupt();
            Attempt.of(
                            "run(), when its thread was interrupted before",
                            () -> workers.run(UpperCase.class, List.of("a", "b"), 2))
                    .expect(InterruptedException.class);
        } else {
            Attempt.of(
                            "run() of two items, the second of which is null, with 2 processes",
                            () -> workers.run(UpperCase.class, Arrays.asList("a", null), 2))
                    .expect(NullPointerException.class);
        }

        var outcomes = workers.run(UpperCase.class, List.of("c", "d"), 2);

        assertThat(outcomes)
                .withFailMessage(
                        "a run() was %s; the next one starts workers of its own, and its items c"
                                + " and d are done, as C and D%n  but their outcomes were %s",
                        end, outcomes)
                .isEqualTo(List.of(done("C"), done("D")));
    }

    @Test
    void anItemThatIsNullIsRefusedAndNoProcessIsLeft() {
        var before = children();

        Attempt.of(
                        "run() of two items, the second of which is null, with 2 processes",
                        () ->
                                workers.run(
                                        Phone.class, Arrays.asList(switchboard.number(), null), 2))
                .expect(NullPointerException.class);

        expectNoneLeft(before, "a run() with an item that is null");
    }

    @Test
    void anInterruptFromBeforeEndsTheWorkersToo() {
        var before = children();
        Thread.currentThread().interrupt();

        Attempt.of(
                        "run(), when its thread was interrupted before",
                        () ->
                                workers.run(
                                        Phone.class,
                                        Collections.nCopies(2, switchboard.number()),
                                        2))
                .expect(InterruptedException.class);

        expectNoneLeft(before, "a run() that was interrupted");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aProcessThatCannotBeStartedIsAnIOException(int processes) throws Exception {
        var before = children();

        Attempt.of(
                        "run() of two items with %s processes, when there is no java in %s"
                                .formatted(processes, NO_JAVA),
                        () ->
                                withoutJava(() ->
                                        workers.run(UpperCase.class, List.of("a", "b"), processes)))
                .expect(IOException.class);

        expectNoneLeft(before, "a run() that could not start a process");
        expect(workers.run(UpperCase.class, List.of("c"), processes), done("C"));
    }

    /** Has it look for the program of its workers where there is none. */
    private static void withoutJava(Attempt.Call call) throws Throwable {
        var home = System.setProperty("java.home", NO_JAVA);
        try {
            call.run();
        } finally {
            System.setProperty("java.home", home);
        }
    }

    @Test
    void anInterruptEndsTheWorkers() throws Exception {
        var running = start(Phone.class, Collections.nCopies(2, switchboard.number()), 2);
        var calls = switchboard.calls(2);

        running.task.stop();

        for (var call : calls) {
            call.expectHungUp("run() was interrupted");
        }
        assertThat(running.result.isDone())
                .withFailMessage(
                        "run(), when its thread is interrupted while it waits: expected an"
                                + " InterruptedException, but it returned %s",
                        running.result.getNow(null))
                .isFalse();
    }

    @Test
    void whenTheParentIsKilledTheWorkersEnd() throws Exception {
        var program = Program.start(WorkersProgram.class, answer.getName(), switchboard.number());
        Example.current().closesAtEnd(program);
        var calls = switchboard.calls(2, () -> expectNoFailure(program));

        ProcessHandle.of(calls.getFirst().parent()).orElseThrow().destroyForcibly();

        for (var call : calls) {
            call.expectHungUp("the program that had started it was killed");
        }
    }

    private static void expectNoFailure(Program program) {
        if (program.lines().stream().anyMatch(line -> line.startsWith("Exception in thread"))) {
            throw new AssertionError(
                    "the program that has the workers printed:\n"
                            + String.join("\n", program.lines()));
        }
    }

    @Test
    void whatOneCallHasReturnedStaysWhenAnotherIsMade() throws Exception {
        var first = workers.run(UpperCase.class, List.of("a"), 1);
        var before = List.copyOf(first);

        workers.run(UpperCase.class, List.of("b"), 1);

        assertThat(first.equals(before))
                .as(
                        "whether the outcomes of the first call are the same after the second: each"
                                + " is on its own")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void lessThanOneProcessIsRefused(int processes) {
        var before = children();
        for (var items : List.of(List.of("a"), List.<String>of())) {
            Attempt.of(
                            "run() of %s items with %s processes"
                                    .formatted(items.size(), processes),
                            () -> workers.run(UpperCase.class, items, processes))
                    .expect(IllegalArgumentException.class);
        }

        expectNoneLeft(before, "a run() that was refused");
    }

    /** A run beside the example. */
    private record Running(Background.Task task, CompletableFuture<List<Outcome>> result) {
        List<Outcome> outcomes() throws Exception {
            return result.get();
        }
    }

    private Running start(Class<? extends Job> job, List<String> items, int processes) {
        var result = new CompletableFuture<List<Outcome>>();
        var task =
                background.start(
                        "run",
                        () -> {
                            try {
                                result.complete(workers.run(job, items, processes));
                            } catch (RuntimeException | Error e) {
                                result.completeExceptionally(e);
                                throw e;
                            }
                        });
        return new Running(task, result);
    }

    private static Outcome done(String result) {
        return new Done(result);
    }

    private static void expect(List<Outcome> outcomes, Outcome... expected) {
        assertThat(outcomes)
                .withFailMessage(
                        "an outcome for each item, in their order%n  expected:%s%n  but was: %s",
                        lines(Stream.of(expected)),
                        outcomes == null ? "null" : lines(outcomes.stream()))
                .isEqualTo(List.of(expected));
    }

    private static String lines(Stream<Outcome> outcomes) {
        return outcomes.map(outcome -> "%n    ".formatted() + outcome)
                .collect(Collectors.joining());
    }
}

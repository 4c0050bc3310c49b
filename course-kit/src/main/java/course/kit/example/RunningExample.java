package course.kit.example;

import course.kit.Example;
import course.kit.failure.Verdicts.Failed;
import course.kit.failure.Verdicts.Hung;
import course.kit.jvm.ExampleThreads;
import course.kit.jvm.GlobalState;
import course.kit.jvm.LimitedOutput;
import course.kit.trace.Trace;

import org.assertj.core.api.Assertions;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One example while it runs, from the first of its parts to what it leaves behind. */
final class RunningExample extends Example implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int WHOLE_STACK = 2_000;

    private final ExampleThreads threads =
            new ExampleThreads((thread, thrown) -> report(thread.getName(), thrown));
    private final Leaks leaks = Leaks.snapshot();
    private final Opened opened = new Opened();
    private final Uncaught uncaught = new Uncaught(threads);
    private final Trace trace = new Trace();
    private final TimeLimit limit;
    private final Judge judge;
    private final PartRunner parts;
    private Throwable unbegun;

    /**
     * @param lesson where to read on about it
     */
    RunningExample(String exercise, String lesson, TimeLimit limit) {
        this.limit = limit;
        judge = new Judge(exercise, lesson, limit, threads, uncaught, trace);
        parts = new PartRunner(threads, limit, judge::hung);
        begins();
        Assertions.setMaxStackTraceElementsDisplayed(WHOLE_STACK);
        CurrentRun.begins(leaks);
        LimitedOutput.startExample();
        GlobalState.remember(RunningExample::reportAnywhere);
    }

    static Optional<RunningExample> now() {
        return running().map(RunningExample.class::cast);
    }

    /** Virtual threads are in no example's group, so what they throw arrives here. */
    private static void reportAnywhere(Thread thread, Throwable thrown) {
        var example = now();
        if (example.isPresent()) {
            var name = thread.getName().isEmpty() ? "a virtual thread" : thread.getName();
            example.get().report(name, thrown);
        } else {
            System.err.println("Exception in thread \"" + thread.getName() + "\"");
            thrown.printStackTrace();
        }
    }

    @Override
    public Trace trace() {
        return trace;
    }

    @Override
    public void explainsFailure(String heading, Supplier<List<String>> lines) {
        judge.addExplanation(heading, lines);
    }

    @Override
    public <T extends AutoCloseable> T closesAtEnd(T resource) {
        return opened.add(resource);
    }

    @Override
    public void checkBackground() {
        parts.checkNotEnded();
        uncaught.check();
    }

    @Override
    protected ExampleThreads threads() {
        return threads;
    }

    @Override
    protected void report(String thread, Throwable thrown) {
        uncaught.add(thread, thrown);
    }

    @Override
    protected Duration patience() {
        return limit.patience();
    }

    /** What went wrong before the example itself could begin: it ends with that. */
    void cannotBegin(Throwable failure) {
        if (unbegun == null) {
            unbegun = failure;
        }
    }

    void checkCanBegin() throws Throwable {
        if (unbegun != null) {
            throw unbegun;
        }
    }

    /** Runs a part of the example. */
    <T> T run(PartRunner.Part<T> part) throws Throwable {
        return parts.run(part);
    }

    /** Ends the example at once with this failure, whatever its threads do. */
    void endWith(Failed failure) {
        parts.endWith(failure);
    }

    /** What JUnit shall see for something thrown in this example. */
    Throwable judge(Throwable thrown) {
        return judge.judge(thrown);
    }

    /** From here on it is tidied up after the example. */
    void tidiesUp() {
        judge.tidyingBegins();
    }

    /**
     * Closes all that was opened, and fails if that hangs, if anything went wrong beside the
     * example, or if the candidate left something behind.
     */
    void finish(boolean passedSoFar) throws Throwable {
        tidiesUp();
        var problems = closeAll();
        if (!passedSoFar) {
            return;
        }
        for (var problem : problems) {
            if (problem instanceof Hung) {
                throw problem;
            }
        }
        checkBackground();
        if (!problems.isEmpty()) {
            throw problems.getFirst();
        }
        var left = leaks.leftBehind(threads::aliveBesideWorker, GRACE);
        checkBackground(); // of threads that have ended since
        judge.tidyingEnds();
        if (!left.isEmpty()) {
            throw new AssertionError("left behind: " + String.join("; ", left));
        }
    }

    private List<Throwable> closeAll() {
        var problems = opened.closeAll(parts);
        parts.end();
        return problems;
    }

    @Override
    public void close() {
        closeAll();
        GlobalState.restore();
        ends();
    }
}

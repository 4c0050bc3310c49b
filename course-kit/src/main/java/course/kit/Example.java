package course.kit;

import course.kit.Verdicts.Failed;
import course.kit.Verdicts.Hung;
import course.kit.Verdicts.KitVerdict;
import course.kit.Verdicts.NotDone;
import course.kit.Verdicts.StillToDo;

import org.assertj.core.api.Assertions;
import org.opentest4j.TestAbortedException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One example while it runs: its threads, its deadline, what was said on the network, what went
 * wrong beside it. Examples run one after the other, so there is one current example in a JVM.
 */
public final class Example implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final int MOST_OPENED_LATE = 30;
    private static final int WHOLE_STACK = 2_000;

    private static final String AFTERWARDS =
            "the example itself went well, but tidying up after it failed: ";

    private static final Duration LITTLE = Duration.ofSeconds(2);
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(1);

    private static final AtomicBoolean firstHasBegun = new AtomicBoolean();
    private static volatile Example current;

    private final String exercise;
    private final String lesson;
    private final Duration deadline;
    private final Duration patience;
    private final long started = System.nanoTime();
    private final ExampleThreads threads =
            new ExampleThreads((thread, thrown) -> report(thread.getName(), thrown));
    private final Leaks leaks = Leaks.snapshot();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<Uncaught> uncaught = new CopyOnWriteArrayList<>();
    private final Conversation conversation = new Conversation();
    private volatile CompletableFuture<Ended<?>> running;
    private volatile Failed ended;
    private Throwable unbegun;
    private ExampleThreads.Worker worker;
    private boolean hung;
    private boolean tidying;
    private boolean closing;
    private boolean closed;
    private int openedLate;

    private record Uncaught(String thread, Throwable thrown) {
        String told() {
            return thread + " ended with " + FailureText.told(thrown);
        }
    }

    /** How a part came out. A future that fails would read the text of what was thrown. */
    private record Ended<T>(T value, Throwable thrown) {
        T result() throws Throwable {
            if (thrown != null) {
                throw thrown;
            }
            return value;
        }
    }

    Example(String exercise, String lesson, Duration deadline) {
        this.exercise = exercise;
        this.lesson = lesson;
        var mayTakeLong = !CurrentRun.hasOftenWaitedInVain(exercise);
        // the first one also waits for classes that are loaded and functions that are linked
        var allowed = firstHasBegun.getAndSet(true) ? deadline : deadline.multipliedBy(2);
        this.deadline = mayTakeLong ? allowed : LITTLE;
        this.patience = mayTakeLong ? Settings.current().patience() : LITTLE_PATIENCE;
        current = this;
        Assertions.setMaxStackTraceElementsDisplayed(WHOLE_STACK);
        CurrentRun.begins(leaks);
        ExitGuard.install();
        LimitedOutput.startExample();
        GlobalState.remember();
    }

    /** The example that runs now. */
    public static Example current() {
        return running().orElseThrow(() -> new IllegalStateException("No example is running"));
    }

    static Optional<Example> running() {
        return Optional.ofNullable(current);
    }

    /** Adds a line to what a failure shows as the talk between the peers of this example. */
    public void narrate(String line) {
        conversation.add(line);
    }

    /**
     * Closes {@code resource} when the example has ended; the last one opened is closed first.
     *
     * @throws IllegalStateException if the example is over, or if it is ending and what it closes
     *     is opened again and again; the resource is closed then
     */
    public <T extends AutoCloseable> T closesAtEnd(T resource) {
        synchronized (opened) {
            if (!closed && (!closing || openedLate++ < MOST_OPENED_LATE)) {
                opened.push(resource);
                return resource;
            }
        }
        var tooLate =
                new IllegalStateException("the example has ended; nothing is opened any more");
        try {
            resource.close();
        } catch (Exception e) {
            tooLate.addSuppressed(e);
        }
        throw tooLate;
    }

    /**
     * Fails if something has gone wrong beside the example's own thread, so that nobody waits in
     * vain for a server that has died.
     */
    public void checkBackground() {
        if (ended != null) {
            throw ended;
        }
        if (!uncaught.isEmpty()) {
            var first = uncaught.getFirst();
            throw new AssertionError(first.told(), first.thrown());
        }
    }

    ExampleThreads threads() {
        return threads;
    }

    void report(String thread, Throwable thrown) {
        uncaught.add(new Uncaught(thread, Harmless.of(thrown, threads)));
    }

    /** Ends the example at once with this failure, whatever its threads do. */
    void endWith(Failed failure) {
        ended = failure;
        var waiting = running;
        if (waiting != null) {
            waiting.complete(new Ended<>(null, failure));
        }
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

    /** Runs a part of the example on its thread, within what is left of its deadline. */
    <T> T run(Callable<T> part) throws Throwable {
        if (worker == null || hung) {
            worker = threads.newWorker();
        }
        var result = new CompletableFuture<Ended<?>>();
        running = result;
        worker.execute(() -> {
            try {
                result.complete(new Ended<>(part.call(), null));
            } catch (Throwable thrown) {
                result.complete(new Ended<>(null, thrown));
            }
        });
        try {
            @SuppressWarnings("unchecked")
            var ended =
                    (Ended<T>)
                            (Debugger.isAttached()
                                    ? result.get()
                                    : result.get(remaining().toNanos(), TimeUnit.NANOSECONDS));
            return ended.result();
        } catch (TimeoutException e) {
            hung = true;
            CurrentRun.hasHung(exercise);
            var failure = hung();
            worker.abandon();
            throw failure;
        }
    }

    Duration patience() {
        return patience;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private Duration remaining() {
        var left = deadline.minus(elapsed());
        return left.compareTo(GRACE) < 0 ? GRACE : left;
    }

    private Hung hung() {
        var text =
                new FailureText(when() + "no end within " + deadline.toSeconds() + " s")
                        .section("Where the code stood:", whereTheCodeStood());
        return new Hung(withCircumstances(text).toString());
    }

    /** A class whose static initialiser hangs in an earlier example holds up the later ones. */
    private List<String> whereTheCodeStood() {
        var here = Stacks.describe(threads.alive());
        return here.isEmpty() ? Stacks.describe(ExampleThreads.initialising()) : here;
    }

    /**
     * What JUnit shall see for something thrown in this example: always of the kit's own making.
     */
    Throwable judge(Throwable thrown) {
        try {
            return verdict(Harmless.of(thrown, threads));
        } catch (Throwable e) {
            return new Failed(
                    "%s was thrown, and can't be told: %s"
                            .formatted(thrown.getClass().getName(), e.getClass().getName()));
        }
    }

    private Throwable verdict(Throwable thrown) {
        var toDo = ToDo.in(thrown).or(this::toDoBeside);
        if (toDo.isPresent()) {
            return Settings.current().strict()
                    ? new NotDone(toDo.get())
                    : new StillToDo(toDo.get());
        }
        if (thrown instanceof KitVerdict) {
            return thrown;
        }
        if (thrown instanceof TestAbortedException) {
            return new Failed(
                    "only a spec skips an example, and your code threw " + FailureText.told(thrown),
                    thrown);
        }
        if (elapsed().compareTo(patience) > 0) {
            CurrentRun.hasWaitedInVain(exercise);
        }
        var text =
                new FailureText(when() + told(thrown))
                        .section(
                                "Where your code stood:",
                                Stacks.describe(threads.aliveBesideWorker()));
        return new Failed(withCircumstances(text).toString(), thrown);
    }

    /** What went wrong beside the example is the reason why it met an exception of others. */
    private String told(Throwable thrown) {
        return thrown instanceof AssertionError
                        || uncaught.isEmpty()
                        || FailureText.hasPlace(thrown)
                ? FailureText.told(thrown)
                : uncaught.getFirst().told()
                        + "; the example itself met "
                        + FailureText.told(thrown);
    }

    private String when() {
        return tidying ? AFTERWARDS : "";
    }

    private Optional<ToDo> toDoBeside() {
        return uncaught.stream().flatMap(one -> ToDo.in(one.thrown()).stream()).findFirst();
    }

    /** How the code went beside the example's own thread, and where to read on. */
    private FailureText withCircumstances(FailureText text) {
        var beside =
                uncaught.stream().map(Uncaught::told).filter(line -> !text.contains(line)).toList();
        text.section("Meanwhile:", beside);
        return text.section("What was said:", conversation.lines()).line("Read on: " + lesson);
    }

    /**
     * If nothing has gone wrong so far, what fails from here on is no longer the example itself.
     */
    void tidiesUp() {
        tidying |= uncaught.isEmpty();
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
        tidying = false;
        if (!left.isEmpty()) {
            throw new AssertionError("left behind: " + String.join("; ", left));
        }
    }

    private List<Throwable> closeAll() {
        var problems = new ArrayList<Throwable>();
        synchronized (opened) {
            if (closing) {
                return problems;
            }
            closing = true;
        }
        while (true) {
            AutoCloseable next;
            synchronized (opened) {
                if (opened.isEmpty()) {
                    closed = true;
                    break;
                }
                next = opened.pop();
            }
            try {
                run(() -> {
                    next.close();
                    return null;
                });
            } catch (Throwable thrown) {
                problems.add(thrown);
            }
        }
        if (worker != null) {
            worker.end();
        }
        return problems;
    }

    @Override
    public void close() {
        closeAll();
        GlobalState.restore();
        if (current == this) {
            current = null;
        }
    }
}

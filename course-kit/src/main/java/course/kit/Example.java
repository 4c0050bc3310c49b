package course.kit;

import course.kit.Verdicts.Failed;
import course.kit.Verdicts.Hung;
import course.kit.Verdicts.NotDone;
import course.kit.Verdicts.StillToDo;

import org.opentest4j.TestAbortedException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One example while it runs: its threads, its deadline, what was said on the network, what went
 * wrong beside it. Examples run one after the other, so there is one current example in a JVM.
 */
public final class Example implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration TO_LISTEN = Duration.ofMillis(200);
    private static final String WORKER = "the example";

    /** An exercise that has hung so often gets little time for each further example. */
    private static final int OFTEN = 3;

    private static final Duration LITTLE = Duration.ofSeconds(2);
    private static final Map<String, Integer> hangs = new ConcurrentHashMap<>();

    private static volatile Example current;

    private final String exercise;
    private final String lesson;
    private final Duration deadline;
    private final long started = System.nanoTime();
    private final Threads threads = new Threads();
    private final Leaks leaks = Leaks.snapshot();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<Uncaught> uncaught = new CopyOnWriteArrayList<>();
    private final Conversation conversation = new Conversation();
    private volatile CompletableFuture<?> running;
    private volatile Failed ended;
    private Worker worker;
    private boolean hung;
    private boolean closed;

    private record Uncaught(String thread, Throwable thrown) {}

    Example(String exercise, String lesson, Duration deadline) {
        this.exercise = exercise;
        this.lesson = lesson;
        this.deadline = hangs.getOrDefault(exercise, 0) < OFTEN ? deadline : LITTLE;
        current = this;
        ExitGuard.install();
        LimitedOutput.startExample();
    }

    /** The example that runs now. */
    public static Example current() {
        var example = current;
        if (example == null) {
            throw new IllegalStateException("No example is running");
        }
        return example;
    }

    static Optional<Example> running() {
        return Optional.ofNullable(current);
    }

    /** Adds a line to what a failure shows as the talk between the peers of this example. */
    public void narrate(String line) {
        conversation.add(line);
    }

    /** Closes {@code resource} when the example has ended; the last one opened is closed first. */
    public <T extends AutoCloseable> T closesAtEnd(T resource) {
        synchronized (opened) {
            opened.push(resource);
        }
        return resource;
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
            throw new AssertionError(
                    first.thread() + " ended with " + told(first.thrown()), first.thrown());
        }
    }

    ThreadGroup threads() {
        return threads;
    }

    void report(String thread, Throwable thrown) {
        uncaught.add(new Uncaught(thread, thrown));
    }

    /** Ends the example at once with this failure, whatever its threads do. */
    void endWith(Failed failure) {
        ended = failure;
        var waiting = running;
        if (waiting != null) {
            waiting.completeExceptionally(failure);
        }
    }

    /** Runs a part of the example on its thread, within what is left of its deadline. */
    <T> T run(Callable<T> part) throws Throwable {
        if (worker == null || hung) {
            worker = new Worker();
        }
        var result = new CompletableFuture<T>();
        running = result;
        worker.execute(() -> {
            try {
                result.complete(part.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        try {
            return Debugger.isAttached()
                    ? result.get()
                    : result.get(remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException thrown) {
            throw thrown.getCause();
        } catch (TimeoutException e) {
            hung = true;
            hangs.merge(exercise, 1, Integer::sum);
            var failure = hung();
            worker.abandon();
            throw failure;
        }
    }

    private Duration remaining() {
        var left = deadline.minusNanos(System.nanoTime() - started);
        return left.compareTo(GRACE) < 0 ? GRACE : left;
    }

    private AssertionError hung() {
        var toDo = toDoBeside();
        if (toDo.isPresent()) {
            return new NotDone(toDo.get());
        }
        var text = new StringBuilder("no end within ").append(deadline.toSeconds()).append(" s");
        appendLines(text, "Where the code stood:", Stacks.describe(threads.alive()));
        return new Hung(withCircumstances(text, false));
    }

    /** What JUnit shall see for something thrown in this example. */
    Throwable verdict(Throwable thrown) {
        var toDo = ToDo.in(thrown).or(this::toDoBeside);
        if (toDo.isPresent()) {
            return Track.strict() ? new NotDone(toDo.get()) : new StillToDo(toDo.get());
        }
        if (thrown instanceof TestAbortedException
                || thrown instanceof Hung
                || thrown instanceof Failed) {
            return thrown;
        }
        return new Failed(withCircumstances(new StringBuilder(told(thrown)), true), thrown);
    }

    private Optional<ToDo> toDoBeside() {
        return uncaught.stream().flatMap(one -> ToDo.in(one.thrown()).stream()).findFirst();
    }

    private static String told(Throwable thrown) {
        if (thrown instanceof AssertionError) {
            return String.valueOf(thrown.getMessage()).strip();
        }
        return thrown + Stacks.lineOf(thrown).map(line -> ", thrown in " + line).orElse("");
    }

    private String withCircumstances(StringBuilder text, boolean withThreads) {
        var beside =
                uncaught.stream()
                        .map(one -> one.thread() + " ended with " + told(one.thrown()))
                        .filter(line -> text.indexOf(line) < 0)
                        .toList();
        appendLines(text, "Meanwhile:", beside);
        if (withThreads) {
            appendLines(
                    text, "Where your code stood:", Stacks.describe(threads.aliveBesideWorker()));
        }
        appendLines(text, "What was said:", conversation.lines());
        return text.append("\n  Read on: ").append(lesson).toString();
    }

    private static void appendLines(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append("\n  ").append(title);
            lines.forEach(line -> text.append("\n    ").append(line));
        }
    }

    /**
     * Closes all that was opened, and fails if anything went wrong beside the example, or if the
     * candidate left something behind.
     */
    void finish(boolean passedSoFar) throws Throwable {
        var problems = closeAll();
        if (!passedSoFar || hung) {
            return;
        }
        checkBackground();
        if (!problems.isEmpty()) {
            throw problems.getFirst();
        }
        var left = leaks.leftBehind(threads::aliveBesideWorker, GRACE);
        if (!left.isEmpty()) {
            throw new AssertionError("left behind: " + String.join("; ", left));
        }
    }

    private List<Throwable> closeAll() {
        var problems = new ArrayList<Throwable>();
        if (closed) {
            return problems;
        }
        closed = true;
        while (true) {
            AutoCloseable next;
            synchronized (opened) {
                if (opened.isEmpty()) {
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
        if (current == this) {
            current = null;
        }
    }

    /** The threads of the example, and those that they start. */
    private final class Threads extends ThreadGroup {
        Threads() {
            super("example");
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            report(thread.getName(), thrown);
        }

        List<Thread> alive() {
            var found = new Thread[activeCount() + 64];
            var count = enumerate(found, true);
            return new ArrayList<>(List.of(Arrays.copyOf(found, count)));
        }

        List<Thread> aliveBesideWorker() {
            var found = alive();
            found.removeIf(thread -> thread.getName().equals(WORKER));
            return found;
        }
    }

    /**
     * The thread that an example runs on: a new one for each, so that none inherits an old hang.
     */
    private final class Worker {
        private final LinkedBlockingQueue<Runnable> parts = new LinkedBlockingQueue<>();
        private final Thread thread = new Thread(threads, this::work, WORKER);
        private volatile boolean ending;

        Worker() {
            thread.setDaemon(true);
            thread.start();
        }

        void execute(Runnable part) {
            parts.add(part);
        }

        void end() {
            execute(() -> ending = true);
        }

        /** Asks what hangs to end. What does not listen goes on as a daemon, at low priority. */
        void abandon() {
            ending = true;
            threads.interrupt();
            try {
                thread.join(TO_LISTEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                Niceness.lower(threads.alive());
            }
        }

        private void work() {
            while (!ending) {
                try {
                    parts.take().run();
                } catch (InterruptedException stray) {
                    // an interrupt that came when the part it was meant for had ended
                }
            }
        }
    }
}

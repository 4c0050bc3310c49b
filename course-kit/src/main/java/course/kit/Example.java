package course.kit;

import course.kit.trace.Trace;
import course.picture.trace.Kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The example that runs, as far as a helper of its author has to do with it. */
public abstract class Example {
    private static volatile Example current;

    /** The example that runs now: examples run one after the other. */
    public static Example current() {
        return running().orElseThrow(() -> new IllegalStateException("No example is running"));
    }

    protected static Optional<Example> running() {
        return Optional.ofNullable(current);
    }

    /** From now on this is the current one. */
    protected final void begins() {
        current = this;
    }

    protected final void ends() {
        if (current == this) {
            current = null;
        }
    }

    /** What happens in this example: its failure, its result and its picture are made of it. */
    public abstract Trace trace();

    /** Adds a line to what a failure shows as the talk between the peers of this example. */
    public final void narrate(String line) {
        trace().add(Kind.TOLD, "", line);
    }

    /**
     * Adds a section to the failure of this example, if it fails: its lines are asked for then, and
     * before anything is closed.
     */
    public abstract void explainsFailure(String heading, Supplier<List<String>> lines);

    /**
     * Closes {@code resource} when the example has ended; the last one opened is closed first.
     *
     * @throws IllegalStateException if the example is over, or if it is ending and what it closes
     *     is opened again and again; the resource is closed then
     */
    public abstract <T extends AutoCloseable> T closesAtEnd(T resource);

    /**
     * Fails if something has gone wrong beside the example's own thread, so that nobody waits in
     * vain for a server that has died.
     */
    public abstract void checkBackground();

    /** Of this group are the threads that the example starts. */
    protected abstract ThreadGroup threads();

    /** What was thrown on one of them fails the example. */
    protected abstract void report(String thread, Throwable thrown);

    /** How long something is waited for. */
    protected abstract Duration patience();
}

package course.kit.example;

import course.kit.Example;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.time.Duration;
import java.util.UUID;

/** An example in a test's own JVM, of an exercise that nobody has lost patience with. */
public final class TestExample implements AutoCloseable {
    private final RunningExample running = running(UUID.randomUUID().toString());

    private static RunningExample running(String exercise) {
        return new RunningExample(
                exercise, "the lesson", new TimeLimit(exercise, Duration.ofSeconds(30), false));
    }

    /** What its author's helpers see. */
    public Example example() {
        return running;
    }

    /** What JUnit would see of the failure that comes of this. */
    public String failure(ThrowingCallable action) {
        try {
            action.call();
        } catch (Throwable thrown) {
            return running.judge(thrown).getMessage();
        }
        throw new AssertionError("should have failed");
    }

    @Override
    public void close() {
        running.close();
    }
}

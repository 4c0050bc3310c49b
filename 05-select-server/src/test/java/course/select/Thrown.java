package course.select;

import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call must throw, in a sentence that tells what it was and what came instead. */
final class Thrown {
    private Thrown() {}

    /**
     * @param what the call, and its circumstances
     * @return what was thrown
     */
    static <T extends Throwable> T by(
            ThrowingCallable call, Class<T> type, String what, Object... arguments) {
        var thrown = catchThrowable(call);
        if (thrown == null) {
            throw new AssertionError(
                    "%s must throw %s, but it returned"
                            .formatted(what.formatted(arguments), type.getSimpleName()));
        }
        if (!type.isInstance(thrown)) {
            throw new AssertionError(
                    "%s must throw %s, but it threw %s"
                            .formatted(what.formatted(arguments), type.getSimpleName(), thrown),
                    thrown);
        }
        return type.cast(thrown);
    }

    /** Fails if the call throws anything. */
    static void nothingBy(ThrowingCallable call, String what, Object... arguments) {
        var thrown = catchThrowable(call);
        if (thrown != null) {
            throw new AssertionError(
                    "%s must not fail, but it threw %s"
                            .formatted(what.formatted(arguments), thrown),
                    thrown);
        }
    }
}

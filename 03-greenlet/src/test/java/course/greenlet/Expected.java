package course.greenlet;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call is to throw. A failure says which call, what was to come of it, and what came. */
final class Expected {
    private Expected() {}

    static <X extends Throwable> X thrown(
            Class<? extends X> type, String call, ThrowingCallable code) {
        var thrown = outcome(type.getSimpleName(), call, code);
        if (!type.isInstance(thrown)) {
            throw failure("%s is to be thrown".formatted(type.getSimpleName()), call, thrown);
        }
        return type.cast(thrown);
    }

    /** Fails unless this very instance is thrown. */
    static void same(Throwable instance, String call, ThrowingCallable code) {
        var thrown = outcome("\"%s\"".formatted(instance), call, code);
        if (thrown != instance) {
            throw failure("\"%s\" is to be thrown, as it is".formatted(instance), call, thrown);
        }
    }

    private static Throwable outcome(String expected, String call, ThrowingCallable code) {
        try {
            code.call();
        } catch (Throwable thrown) {
            return thrown;
        }
        throw new AssertionError(
                "%s: %s is to be thrown, but nothing was".formatted(call, expected));
    }

    private static AssertionError failure(String expected, String call, Throwable thrown) {
        return new AssertionError(
                "%s: %s, but it was %s".formatted(call, expected, thrown), thrown);
    }
}

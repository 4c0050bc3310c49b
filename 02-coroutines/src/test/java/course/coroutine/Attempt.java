package course.coroutine;

/** A call that is expected to throw something. */
final class Attempt {
    private final String what;
    private final Throwable thrown;

    /** Something to call. */
    @FunctionalInterface
    interface Call {
        void run() throws Throwable;
    }

    private Attempt(String what, Throwable thrown) {
        this.what = what;
        this.thrown = thrown;
    }

    /**
     * @param what the call, and when it is made
     */
    static Attempt of(String what, Call call) {
        try {
            call.run();
            return new Attempt(what, null);
        } catch (Throwable thrown) {
            return new Attempt(what, thrown);
        }
    }

    /** This very object comes out. */
    void expect(Throwable expected) {
        if (thrown != expected) {
            var another = thrown != null && thrown.getClass() == expected.getClass();
            throw failure(
                    "that the %s that was thrown inside comes out, the same object"
                            .formatted(expected.getClass().getSimpleName()),
                    another ? "another object came: " : "");
        }
    }

    void expect(Class<? extends Throwable> type) {
        if (!type.isInstance(thrown)) {
            throw failure(Thrown.named(type), "");
        }
    }

    void expectNothing() {
        if (thrown != null) {
            throw failure("that it returns", "");
        }
    }

    void expectRefused() {
        expect(IllegalStateException.class);
    }

    private AssertionError failure(String expected, String note) {
        var came = thrown == null ? "nothing was thrown" : note + thrown;
        return new AssertionError(
                "%s: expected %s, but %s".formatted(what, expected, came), thrown);
    }
}

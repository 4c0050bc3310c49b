package course.gevent.reference;

/** Whatever was thrown there is thrown here, and wrapped in nothing. */
final class Sneaky {
    private Sneaky() {}

    /** For {@code throw Sneaky.thrown(…)}: never returns. */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException thrown(Throwable thrown) throws X {
        throw (X) thrown;
    }
}

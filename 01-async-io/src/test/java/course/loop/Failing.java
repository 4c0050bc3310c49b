package course.loop;

/** Throws what no signature allows. */
final class Failing {
    private Failing() {}

    static void with(Throwable failure) {
        Failing.<RuntimeException>sneak(failure);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}

package course.coroutine;

import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** What code can throw, in all its forms. */
enum Thrown {
    UNCHECKED(() -> new IllegalArgumentException("of the example")),
    STATE(() -> new IllegalStateException("of the example")),
    NO_ELEMENT(() -> new NoSuchElementException("of the example")),
    NULL_POINTER(() -> new NullPointerException("of the example")),
    CHECKED(() -> new IOException("of the example")),
    INTERRUPT(() -> new InterruptedException("of the example")),
    ASSERTION(() -> new AssertionError("of the example")),
    OVERFLOW(() -> new StackOverflowError("of the example")),
    THROWABLE(() -> new Throwable("of the example")),
    EXIT(GeneratorExit::new);

    private final Supplier<Throwable> create;

    Thrown(Supplier<Throwable> create) {
        this.create = create;
    }

    Throwable create() {
        return create.get();
    }

    /** Its name, with its article. */
    static String named(Class<? extends Throwable> type) {
        var name = type.getSimpleName();
        return ("AEIO".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    /** Throws it, whatever the compiler thinks of checked exceptions. */
    static RuntimeException sneakily(Throwable thrown) {
        throw Thrown.<RuntimeException>unchecked(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Override
    public String toString() {
        return named(create().getClass());
    }
}

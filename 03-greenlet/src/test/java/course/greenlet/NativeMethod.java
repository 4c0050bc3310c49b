package course.greenlet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Runs code under a native method: C's {@code qsort} calls it to compare two numbers. */
final class NativeMethod {
    private final Runnable code;
    private Throwable thrown;

    private NativeMethod(Runnable code) {
        this.code = code;
    }

    static void run(Runnable code) {
        var method = new NativeMethod(code);
        try (var arena = Arena.ofConfined()) {
            method.sort(arena);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
        switch (method.thrown) {
            case null -> {}
            case Error error -> throw error;
            default -> throw new IllegalStateException(method.thrown);
        }
    }

    @SuppressWarnings("restricted")
    private void sort(Arena arena) throws Throwable {
        var linker = Linker.nativeLinker();
        var qsort =
                linker.downcallHandle(
                        linker.defaultLookup().find("qsort").orElseThrow(),
                        FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
        var compare =
                linker.upcallStub(
                        MethodHandles.lookup()
                                .findVirtual(
                                        NativeMethod.class,
                                        "compare",
                                        MethodType.methodType(
                                                int.class,
                                                MemorySegment.class,
                                                MemorySegment.class))
                                .bindTo(this),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS),
                        arena);
        qsort.invokeExact(arena.allocateFrom(JAVA_INT, 2, 1), 2L, 4L, compare);
    }

    /** Nothing may be thrown through C. */
    private int compare(MemorySegment one, MemorySegment other) {
        try {
            code.run();
        } catch (Throwable failure) {
            thrown = failure;
        }
        return 0;
    }
}

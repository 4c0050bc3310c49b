package course.selectors;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A time in which this process gets no more descriptors; those that it has stay open. It ought to
 * be short, since it is so for all threads, and the JVM opens files to read classes. Linux only.
 */
@SuppressWarnings("restricted")
final class NoDescriptors implements AutoCloseable {
    private static final int RLIMIT_NOFILE = 7;

    private final MethodHandle get = handle("getrlimit", JAVA_INT, ValueLayout.ADDRESS);
    private final MethodHandle set = handle("setrlimit", JAVA_INT, ValueLayout.ADDRESS);
    private final MethodHandle dup = handle("dup", JAVA_INT);
    private final MethodHandle close = handle("close", JAVA_INT);
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment limit = arena.allocate(JAVA_LONG, 2);
    private final long most;

    NoDescriptors() throws IOException {
        call(get, RLIMIT_NOFILE, limit);
        most = limit.getAtIndex(JAVA_LONG, 0);
        limitTo(most); // links the call
    }

    private static MethodHandle handle(String name, ValueLayout... arguments) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments));
    }

    void begins() throws IOException {
        var next = call(dup, 1);
        call(close, next);
        limitTo(next);
    }

    private void limitTo(long descriptors) throws IOException {
        limit.setAtIndex(JAVA_LONG, 0, descriptors);
        call(set, RLIMIT_NOFILE, limit);
    }

    private static int call(MethodHandle function, Object... arguments) throws IOException {
        int result;
        try {
            result = (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IOException(e);
        }
        if (result < 0) {
            throw new IOException("The limit of descriptors cannot be changed");
        }
        return result;
    }

    @Override
    public void close() throws IOException {
        limitTo(most);
        arena.close();
    }
}

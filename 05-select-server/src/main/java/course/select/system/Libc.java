package course.select.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Finds functions of the C library. */
@SuppressWarnings("restricted")
final class Libc {

    /** The memory in which a function from {@link #function} leaves {@code errno}. */
    static final StructLayout ERRNO = Linker.Option.captureStateLayout();

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = LINKER.defaultLookup();
    private static final long ERRNO_OFFSET =
            ERRNO.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle STRERROR =
            LINKER.downcallHandle(
                    SYMBOLS.findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private Libc() {}

    static boolean has(String function) {
        return SYMBOLS.find(function).isPresent();
    }

    /**
     * A C function that returns an {@code int} and may set {@code errno}. Its handle takes the
     * memory for {@code errno} before the function's own arguments. If this operating system has no
     * such function, the handle throws a {@link SystemCallException} with {@link Errno#ENOSYS}.
     */
    static MethodHandle function(String name, MemoryLayout... arguments) {
        return function(name, arguments, Linker.Option.captureCallState("errno"));
    }

    /** Such a function that takes any arguments after the first {@code fixed} ones. */
    static MethodHandle variadic(String name, int fixed, MemoryLayout... arguments) {
        return function(
                name,
                arguments,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static MethodHandle function(
            String name, MemoryLayout[] arguments, Linker.Option... options) {
        var descriptor = FunctionDescriptor.of(JAVA_INT, arguments);
        return SYMBOLS.find(name)
                .map(address -> LINKER.downcallHandle(address, descriptor, options))
                .orElseGet(() -> absent(name, descriptor));
    }

    /** A C function so short that the JVM need not know that it was called. */
    static MethodHandle trivial(String name, FunctionDescriptor descriptor) {
        var address = SYMBOLS.findOrThrow(name);
        return LINKER.downcallHandle(address, descriptor, Linker.Option.critical(false));
    }

    /** Where a C function is, to be given to another one. */
    static MemorySegment address(String function) {
        return SYMBOLS.findOrThrow(function);
    }

    static int errno(MemorySegment captured) {
        return captured.get(JAVA_INT, ERRNO_OFFSET);
    }

    static String strerror(int errno) {
        try {
            var text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** What a call through a handle threw, as it may leave a method that makes system calls. */
    static SystemCallException unchanged(Throwable thrown) {
        return switch (thrown) {
            case SystemCallException absent -> absent;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(thrown);
        };
    }

    private static MethodHandle absent(String name, FunctionDescriptor descriptor) {
        var type = descriptor.toMethodType().insertParameterTypes(0, MemorySegment.class);
        try {
            var fail =
                    MethodHandles.lookup()
                            .findStatic(
                                    Libc.class,
                                    "fail",
                                    MethodType.methodType(int.class, String.class));
            return MethodHandles.dropArguments(fail.bindTo(name), 0, type.parameterList());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static int fail(String name) throws SystemCallException {
        throw new SystemCallException(name, Errno.ENOSYS);
    }
}

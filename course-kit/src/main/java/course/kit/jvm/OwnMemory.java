package course.kit.jvm;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * The memory of this JVM as others see it. On Linux it is a file, {@code /proc/self/mem}, which
 * code that may open files could read and write.
 */
public final class OwnMemory {
    private static final int PR_SET_DUMPABLE = 4;

    private OwnMemory() {}

    /** From here on it is the machine's administrator alone who may open it. */
    public static void hide() {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            return;
        }
        Processes.snapshot(); // it remembers its own environment, which is hidden as well
        if (setDumpable(0) != 0) {
            throw new IllegalStateException("the memory of this JVM can't be hidden");
        }
    }

    @SuppressWarnings("restricted")
    private static int setDumpable(long value) {
        var linker = Linker.nativeLinker();
        var prctl =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("prctl"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1));
        try {
            return (int) prctl.invokeExact(PR_SET_DUMPABLE, value, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

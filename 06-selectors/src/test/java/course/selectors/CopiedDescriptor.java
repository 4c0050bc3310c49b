package course.selectors;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import course.select.system.SystemCalls;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.channels.Channel;

/** A second descriptor of what an open one stands for, as a child process gets them. */
@SuppressWarnings("restricted")
final class CopiedDescriptor implements Channel {
    private final int copy;
    private boolean open = true;

    CopiedDescriptor(int descriptor) throws IOException {
        copy = dup(descriptor);
        if (copy < 0) {
            throw new IOException("Descriptor " + descriptor + " cannot be copied");
        }
    }

    private static int dup(int descriptor) throws IOException {
        var linker = Linker.nativeLinker();
        var dup =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("dup"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        try {
            return (int) dup.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            SystemCalls.close(copy);
        }
    }
}

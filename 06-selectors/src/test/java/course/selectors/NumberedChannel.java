package course.selectors;

import course.select.system.Fileno;

import java.io.IOException;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;

/** A channel of which nothing is known but its descriptor. It does not own it. */
final class NumberedChannel extends AbstractSelectableChannel implements Fileno {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final int number;

    NumberedChannel(int number) throws IOException {
        super(SelectorProvider.provider());
        this.number = number;
        configureBlocking(false);
    }

    /** A channel on a file that this process has open. */
    static NumberedChannel of(Path file) throws IOException {
        try (var links = Files.newDirectoryStream(DESCRIPTORS)) {
            for (var link : links) {
                if (Files.isSymbolicLink(link)
                        && Files.readSymbolicLink(link).equals(file.toRealPath())) {
                    return new NumberedChannel(Integer.parseInt(link.getFileName().toString()));
                }
            }
        }
        throw new IllegalArgumentException(file + " is not open");
    }

    @Override
    public int fileno() {
        return number;
    }

    @Override
    public String toString() {
        return "a channel that is only a number";
    }

    @Override
    public int validOps() {
        return 0;
    }

    @Override
    protected void implCloseSelectableChannel() {}

    @Override
    protected void implConfigureBlocking(boolean block) {}
}

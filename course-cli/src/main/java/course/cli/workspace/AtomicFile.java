package course.cli.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Files that are there as a whole, or as they were before. */
public final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes beside the file, on the disk, and then takes its place. When it cannot, nothing has
     * changed.
     */
    public static void write(Path file, byte[] content) throws IOException {
        var real = Files.exists(file) ? file.toRealPath() : file;
        Files.createDirectories(real.toAbsolutePath().getParent());
        var written = real.resolveSibling("." + real.getFileName() + ".new");
        try {
            Files.deleteIfExists(written);
            writeThrough(written, content);
            takePermissions(real, written);
            move(written, real);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Writes a new file, and returns when it is on the disk. */
    public static void writeThrough(Path file, byte[] content) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void takePermissions(Path from, Path to) throws IOException {
        var posix = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (posix != null && Files.exists(from)) {
            Files.setPosixFilePermissions(to, posix.readAttributes().permissions());
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

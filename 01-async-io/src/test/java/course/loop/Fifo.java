package course.loop;

import course.kit.Assumptions;
import course.kit.Background;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A named pipe: a file that takes as long to be read as the spec likes. Whoever opens it waits for
 * a writer, and whoever reads it waits for what is written.
 */
final class Fifo implements AutoCloseable {
    private final Path path;
    private volatile OutputStream writer;

    private Fifo(Path path) {
        this.path = path;
    }

    /** Skips the example where there are no named pipes. */
    static Fifo create(Path path) throws IOException, InterruptedException {
        Assumptions.assumeFalse(
                System.getProperty("os.name").startsWith("Windows"),
                "needs a named pipe, which is a file on Unix only");
        var status = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
        Assumptions.assumeTrue(status == 0, "needs a named pipe, and mkfifo failed");
        return new Fifo(path);
    }

    Path path() {
        return path;
    }

    /** Opens it for writing as soon as somebody opens it for reading. */
    void opensInTheBackground(Background background) {
        background.start("the writer", () -> writer = new FileOutputStream(path.toFile()));
    }

    boolean isOpen() {
        return writer != null;
    }

    void writes(String text) {
        try {
            writer.write(text.getBytes());
        } catch (IOException noReader) {
            // a pipe is not a file in every respect, and the candidate may have given it up
        }
    }

    /** Ends what is read from it, and lets go whoever waits for a writer. */
    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
        new RandomAccessFile(path.toFile(), "rw").close();
    }
}

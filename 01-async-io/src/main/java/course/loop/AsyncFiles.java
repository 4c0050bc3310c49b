package course.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Exercise 1.3: files that are read while the loop goes on. Whoever wants a file asks for it and
 * goes on; when the I/O is done, a message brings the result.
 *
 * <pre>{@code
 * files.read(path, content -> …, failure -> …);   // returns at once
 * doOtherThings();                                // and then the I/O is done
 * }</pre>
 *
 * <p>Implementations have one constructor, with the {@link EventLoop} that the results are posted
 * to. All methods except {@link #close} are called on the loop's thread, so no locks are needed.
 * The callbacks that are passed to a read are called on the loop's thread too: each call is a
 * message of its own, and never happens inside the call of a method of this interface. If a
 * callback throws, the loop reports it, the read is over, and nothing else arrives.
 *
 * <p>A call does no I/O itself, not even to open the file: on a slow disk, opening takes as long as
 * reading. Every failure arrives as a message, with the exception that {@code java.nio.file} has
 * for it: {@link java.nio.file.NoSuchFileException} if there is no such file, {@link
 * java.nio.file.AccessDeniedException} if it may not be read, another {@link IOException} if it is
 * a directory or if reading it fails, be it after some chunks. What is no IOException becomes the
 * cause of one: an {@link OutOfMemoryError} for a file that is too large to be read whole, a {@link
 * java.nio.file.ClosedFileSystemException}.
 *
 * <p>After its last message a read holds neither the file nor a thread. One that is cancelled or
 * closed gives them back, too, when the system has returned from the call in which it stands; a
 * {@link #read} may first go on to the end of its file.
 *
 * <p>Tutorial: 异步IO.
 */
public interface AsyncFiles extends AutoCloseable {

    /** How many bytes a chunk has at most. */
    int CHUNK = 64 * 1024;

    /**
     * How many threads may work for reads at most, for all together: open files, read them, and
     * post the messages. When they are all busy, further files wait for their turn. Threads that
     * are idle do not count, nor do those that only close files.
     */
    int MOST_THREADS = 8;

    /**
     * Asks for the content of a file, for files that fit into memory. One message arrives: {@code
     * done} or {@code failed}.
     *
     * @throws IllegalStateException if this has been closed
     */
    Read read(Path file, Consumer<byte[]> done, Consumer<IOException> failed);

    /**
     * Asks for a file in parts, for files of any size. Messages arrive: {@code chunk} for each part
     * in order (1 to {@link #CHUNK} bytes, in an array that is never used again), then {@code end}
     * or {@code failed}.
     *
     * <p>The next part is read when {@code chunk} has returned for the last one, not earlier. So a
     * slow receiver does not get more than it can process, and no file takes more memory than one
     * part. If the file becomes longer or shorter in the meantime, the read follows the change; if
     * it is removed in the meantime, it is read to its end. If {@code chunk} throws, the read ends
     * there.
     *
     * @throws IllegalStateException if this has been closed
     */
    Read readInChunks(
            Path file, Consumer<byte[]> chunk, Runnable end, Consumer<IOException> failed);

    /** A read that has been asked for. */
    interface Read {

        /**
         * Cancels the request: no message arrives any more, not even one that has been posted
         * already.
         *
         * @return true if the read was still under way; false if it was over: its last message has
         *     arrived, a callback has thrown, or it was cancelled or closed before
         */
        boolean cancel();
    }

    /**
     * Cancels the reads that are under way, and ends all threads, without waiting for them: a
     * thread that stands in a call of the system ends when that returns. May be called by any
     * thread, also when the loop has ended, and more than once. Messages that were posted before
     * may still arrive, unless this is called on the loop's thread.
     */
    @Override
    void close();
}

package course.loop.reference;

import course.loop.AsyncFiles;
import course.loop.EventLoop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The system can say when a socket has something to be read, but a file always counts as ready, and
 * then reading it blocks. So a few threads do nothing but block, as in every library that reads
 * files "asynchronously" (libuv has four; Java's own AsynchronousFileChannel uses a pool as well).
 *
 * <p>A read goes to and fro: a step on one of these threads, a message on the loop, and so on. It
 * is never in both places, so its fields need no lock.
 */
public final class ReferenceAsyncFiles implements AsyncFiles {
    private static final int THREADS = 4;

    private final EventLoop loop;
    private final Set<Request> underWay = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    ReferenceAsyncFiles::newThread,
                    new DiscardPolicy()); // discards only what comes after close

    public ReferenceAsyncFiles(EventLoop loop) {
        this.loop = loop;
    }

    private static Thread newThread(Runnable body) {
        var thread = new Thread(body, "file reader");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Read read(Path file, Consumer<byte[]> done, Consumer<IOException> failed) {
        return start(new WholeFile(file, done, failed));
    }

    @Override
    public Read readInChunks(
            Path file, Consumer<byte[]> chunk, Runnable end, Consumer<IOException> failed) {
        return start(new Chunks(file, chunk, end, failed));
    }

    private Read start(Request request) {
        underWay.add(request); // before the look: what comes in time for close is cancelled by it
        if (threads.isShutdown()) {
            underWay.remove(request);
            throw new IllegalStateException("closed");
        }
        request.proceed();
        return request;
    }

    @Override
    public void close() {
        threads.shutdown(); // from here on nothing is added
        for (var request : underWay) {
            request.cancel();
            request.closeFile();
        }
        threads.shutdownNow();
    }

    private abstract class Request implements Read {
        private final Consumer<IOException> failed;
        private volatile boolean over;

        Request(Consumer<IOException> failed) {
            this.failed = failed;
        }

        /** Does some I/O. Returns what the loop has to do then. */
        abstract Runnable step() throws IOException;

        void closeFile() {}

        final void proceed() {
            threads.execute(() -> {
                var message = over ? null : messageOfStep();
                if (over) {
                    closeFile();
                    underWay.remove(this);
                } else {
                    loop.post(() -> deliver(message));
                }
            });
        }

        private Runnable messageOfStep() {
            try {
                return step();
            } catch (IOException e) {
                return last(() -> failed.accept(e));
            } catch (Throwable e) {
                return last(() -> failed.accept(new IOException(e)));
            }
        }

        private void deliver(Runnable message) {
            if (over) {
                proceed(); // to close the file
            } else {
                message.run();
            }
        }

        final Runnable last(Runnable message) {
            closeFile();
            return () -> {
                over = true;
                underWay.remove(this);
                message.run();
            };
        }

        @Override
        public final boolean cancel() {
            var wasUnderWay = !over;
            over = true;
            return wasUnderWay;
        }
    }

    private final class WholeFile extends Request {
        private final Path file;
        private final Consumer<byte[]> done;

        WholeFile(Path file, Consumer<byte[]> done, Consumer<IOException> failed) {
            super(failed);
            this.file = file;
            this.done = done;
        }

        @Override
        Runnable step() throws IOException {
            var content = Files.readAllBytes(file);
            return last(() -> done.accept(content));
        }
    }

    private final class Chunks extends Request {
        private final Path file;
        private final Consumer<byte[]> chunk;
        private final Runnable end;
        private volatile FileChannel channel;

        Chunks(Path file, Consumer<byte[]> chunk, Runnable end, Consumer<IOException> failed) {
            super(failed);
            this.file = file;
            this.chunk = chunk;
            this.end = end;
        }

        @Override
        Runnable step() throws IOException {
            if (channel == null) {
                channel = FileChannel.open(file, StandardOpenOption.READ);
            }
            var buffer = ByteBuffer.allocate(CHUNK);
            var count = channel.read(buffer);
            if (count < 0) {
                return last(end);
            }
            var bytes = count == CHUNK ? buffer.array() : Arrays.copyOf(buffer.array(), count);
            return () -> handle(bytes);
        }

        private void handle(byte[] bytes) {
            var handled = false;
            try {
                chunk.accept(bytes);
                handled = true;
            } finally {
                if (!handled) {
                    cancel();
                }
                proceed();
            }
        }

        @Override
        void closeFile() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                // it was only read: nothing is lost
            }
        }
    }
}

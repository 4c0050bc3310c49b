package course.loop.mistakes;

import course.loop.AsyncFiles;
import course.loop.EventLoop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Asynchronous reads on streams and a pool, with a method for each thing that can be got wrong. */
abstract class PlainAsyncFiles implements AsyncFiles {
    final EventLoop loop;
    final ExecutorService pool;
    private final List<Job> jobs = new ArrayList<>();
    private volatile boolean closed;

    PlainAsyncFiles(EventLoop loop) {
        this.loop = loop;
        this.pool = newPool();
    }

    ExecutorService newPool() {
        return Executors.newFixedThreadPool(3);
    }

    /** A read that is under way. */
    static final class Job implements Read {
        volatile boolean over;
        volatile InputStream stream;
        volatile boolean hasBegun;

        @Override
        public boolean cancel() {
            var answer = !over;
            over = true;
            return answer;
        }

        void closeStream() {
            try {
                if (stream != null) {
                    stream.close();
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public Read read(Path file, Consumer<byte[]> done, Consumer<IOException> failed) {
        var job = newJob();
        inBackground(() -> readWhole(job, file, done, failed));
        return job;
    }

    Job newJob() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        var job = new Job();
        synchronized (jobs) {
            jobs.removeIf(one -> one.over && one.stream == null);
            jobs.add(job);
        }
        return job;
    }

    void inBackground(Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException afterClose) {
            // nobody wants it any more
        }
    }

    void readWhole(Job job, Path file, Consumer<byte[]> done, Consumer<IOException> failed) {
        try {
            var bytes = Files.readAllBytes(file);
            last(job, () -> done.accept(bytes));
        } catch (IOException e) {
            fail(job, e, failed);
        }
    }

    void fail(Job job, IOException why, Consumer<IOException> failed) {
        last(job, () -> failed.accept(why));
    }

    private void last(Job job, Runnable message) {
        post(() -> {
            if (!job.over || ignoresCancel()) {
                job.over = true;
                message.run();
            }
        });
    }

    boolean ignoresCancel() {
        return false;
    }

    void post(Runnable message) {
        loop.post(message);
    }

    @Override
    public Read readInChunks(
            Path file, Consumer<byte[]> chunk, Runnable end, Consumer<IOException> failed) {
        var job = newJob();
        inBackground(() -> {
            try {
                job.stream = Files.newInputStream(file);
                readNext(job, file, chunk, end, failed);
            } catch (IOException e) {
                fail(job, e, failed);
            }
        });
        return job;
    }

    void readNext(
            Job job,
            Path file,
            Consumer<byte[]> chunk,
            Runnable end,
            Consumer<IOException> failed) {
        if (job.over) {
            closeAtEnd(job);
            return;
        }
        try {
            var bytes = nextChunk(job);
            if (bytes.length == 0) {
                job.closeStream();
                last(job, end);
            } else {
                post(() -> {
                    if (!job.over) {
                        handle(job, chunk, bytes);
                    }
                    inBackground(() -> readNext(job, file, chunk, end, failed));
                });
            }
        } catch (IOException e) {
            job.closeStream();
            fail(job, e, failed);
        }
    }

    byte[] nextChunk(Job job) throws IOException {
        return job.stream.readNBytes(CHUNK);
    }

    void handle(Job job, Consumer<byte[]> chunk, byte[] bytes) {
        try {
            chunk.accept(bytes);
        } catch (RuntimeException | Error e) {
            job.over = true;
            job.closeStream();
            throw e;
        }
    }

    void closeAtEnd(Job job) {
        job.closeStream();
    }

    @Override
    public void close() {
        closed = true;
        synchronized (jobs) {
            for (var job : jobs) {
                job.over = true;
                job.closeStream();
            }
        }
        shutDown();
    }

    void shutDown() {
        pool.shutdownNow();
    }
}

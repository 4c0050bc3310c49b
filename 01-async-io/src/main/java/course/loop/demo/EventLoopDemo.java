package course.loop.demo;

import course.loop.AsyncFiles;
import course.loop.EventLoop;
import course.loop.reference.ReferenceAsyncFiles;
import course.loop.reference.ReferenceEventLoop;
import course.loop.time.SystemClock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody clicks while a program reads a file: once the old way, where the thread stops until the
 * disk has answered, and once with a message loop.
 */
public final class EventLoopDemo {
    private static final long BETWEEN_CLICKS = TimeUnit.MILLISECONDS.toNanos(1);

    private int handled;
    private long longestWait;

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int megabytes = megabytes(arguments);
        if (megabytes < 1) {
            System.err.println("usage: EventLoopDemo [megabytes to read, 1 to 1000; default 200]");
            System.exit(2);
        }
        var file = Files.createTempFile("event-loop-demo", ".bin");
        try {
            fill(file, megabytes);
            System.out.println(
                    "                       clicks handled during the read   longest wait of a"
                            + " click");
            System.out.println("synchronous read " + new EventLoopDemo().synchronous(file));
            System.out.println("message loop     " + new EventLoopDemo().withLoop(file));
        } finally {
            Files.delete(file);
        }
    }

    private static int megabytes(String[] arguments) {
        try {
            int given = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
            return arguments.length > 1 || given > 1000 ? 0 : given;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void fill(Path file, int megabytes) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < megabytes; i++) {
                out.write(new byte[1 << 20]);
            }
        }
    }

    /** The thread that handles clicks reads the file: the clicks wait. */
    private String synchronous(Path file) throws IOException, InterruptedException {
        Queue<Runnable> clicks = new ArrayDeque<>();
        var clicker =
                clicking(click -> {
                    synchronized (clicks) {
                        clicks.add(click);
                    }
                });
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[AsyncFiles.CHUNK];
            while (in.read(chunk) >= 0) {}
        }
        int duringTheRead = handled;
        stop(clicker);
        clicks.forEach(Runnable::run);
        return result(duringTheRead);
    }

    /** The loop asks for one part after the other, and handles clicks in between. */
    private String withLoop(Path file) throws InterruptedException {
        EventLoop loop = new ReferenceEventLoop(new SystemClock(), Throwable::printStackTrace);
        try (var files = new ReferenceAsyncFiles(loop)) {
            var clicker = clicking(loop::post);
            files.readInChunks(file, chunk -> {}, loop::stop, failure -> loop.stop());
            loop.run();
            int duringTheRead = handled;
            stop(clicker);
            return result(duringTheRead);
        }
    }

    private interface Device {
        void press(Runnable click);
    }

    private Thread clicking(Device device) {
        return Thread.ofPlatform()
                .start(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        var pressed = System.nanoTime();
                        device.press(() -> handle(pressed));
                        LockSupport.parkNanos(BETWEEN_CLICKS);
                    }
                });
    }

    private static void stop(Thread clicker) throws InterruptedException {
        clicker.interrupt();
        clicker.join();
    }

    private void handle(long pressed) {
        handled++;
        longestWait = Math.max(longestWait, System.nanoTime() - pressed);
    }

    private String result(int duringTheRead) {
        return String.format(Locale.ROOT, "%,36d %,22.1f ms", duringTheRead, longestWait / 1e6);
    }
}

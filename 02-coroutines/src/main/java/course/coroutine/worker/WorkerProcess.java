package course.coroutine.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A worker: a JVM of its own that does a job for each item of its share, and then ends. It also
 * ends when this process does, even if this one is killed.
 */
public final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Thread talk;
    private Ended end;

    /** What a worker says. */
    public sealed interface Message {}

    /**
     * An item is done, or its job has failed. Comes as soon as it is so.
     *
     * @param index of the item in the worker's share
     * @param done whether there is a result
     * @param text the result, or the exception
     */
    public record Answer(int index, boolean done, String text) implements Message {}

    /**
     * The process has ended. What it has not answered by now, it never will.
     *
     * @param exitStatus 0 after an ordinary end; 128 and the number of the signal if it was killed
     */
    public record Ended(int exitStatus) implements Message {}

    private WorkerProcess(Process process, List<String> share) {
        this.process = process;
        talk =
                Thread.ofPlatform()
                        .daemon()
                        .name("worker " + process.pid())
                        .start(() -> talk(share));
    }

    /**
     * Starts a worker, and returns while it is starting.
     *
     * @param share what is to be done, which the worker gets at once
     * @throws IllegalArgumentException if a worker could not make such a job
     * @throws NullPointerException if an item is null; no process has been started then
     */
    public static WorkerProcess start(Class<? extends Job> job, List<String> share)
            throws IOException {
        check(job);
        var items = List.copyOf(share);
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-exports",
                                "java.base/jdk.internal.vm=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WorkerMain.class.getName(),
                                job.getName())
                        .redirectError(Redirect.INHERIT)
                        .start();
        return new WorkerProcess(process, items);
    }

    private static void check(Class<? extends Job> job) {
        try {
            if (Modifier.isPublic(job.getModifiers())
                    && !Modifier.isAbstract(job.getModifiers())
                    && Modifier.isPublic(job.getConstructor().getModifiers())) {
                return;
            }
        } catch (NoSuchMethodException none) {
            // as bad as one that is not public
        }
        throw new IllegalArgumentException(
                job.getName()
                        + " must be a public class with a public constructor without parameters");
    }

    /** The number of the process. */
    public long pid() {
        return process.pid();
    }

    /**
     * The next thing that the worker says; waits for it. The last one is {@link Ended}, which comes
     * again and again.
     */
    public synchronized Message next() throws InterruptedException {
        if (end == null) {
            var message = messages.take();
            if (!(message instanceof Ended ended)) {
                return message;
            }
            end = ended;
        }
        return end;
    }

    private void talk(List<String> share) {
        try {
            send(share);
            receive();
        } catch (IOException brokenPipe) {
            // the process has ended, or is just about to
        }
        messages.add(new Ended(exitStatus()));
    }

    /** The standard input stays open: when it ends, the worker does. */
    private void send(List<String> share) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        out.writeInt(share.size());
        for (var item : share) {
            Wire.write(item, out);
        }
        out.flush();
    }

    private void receive() throws IOException {
        var in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        try {
            while (true) {
                messages.add(new Answer(in.readInt(), in.readBoolean(), Wire.read(in)));
            }
        } catch (EOFException end) {
            // it has said all that it had to say
        }
    }

    private int exitStatus() {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException ignored) {
                // this thread ends with the process, and not before
            }
        }
    }

    /** Ends the process if it has not ended, and waits until it has. Repeatable. */
    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (talk.isAlive()) {
            try {
                talk.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            process.getOutputStream().close();
        } catch (IOException brokenPipe) {
            // nobody reads there any more
        }
    }
}

package course.cli.watch;

import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** The one thread that a session is on: does what it is told, one thing after the other. */
public final class Turns implements Executor {
    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private OptionalInt status = OptionalInt.empty();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /** From any thread: {@link #run} returns this. */
    public void end(int exitStatus) {
        execute(() -> status = OptionalInt.of(exitStatus));
    }

    /**
     * Until the end.
     *
     * @param afterwards is done whenever nothing is waiting
     */
    public int run(Runnable afterwards) {
        try {
            while (status.isEmpty()) {
                afterwards.run();
                for (var next = waiting.take(); next != null; next = waiting.poll()) {
                    next.run();
                }
            }
            return status.getAsInt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}

package course.kit.jvm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/** The thread that an example runs on, and all that are started by it and its likes. */
public final class ExampleThreads extends ThreadGroup {
    private static final String WORKER = "the example";
    private static final Duration TO_LISTEN = Duration.ofMillis(200);

    private final BiConsumer<Thread, Throwable> onUncaught;
    private final List<Thread> workers = new CopyOnWriteArrayList<>();

    public ExampleThreads(BiConsumer<Thread, Throwable> onUncaught) {
        super("example");
        this.onUncaught = onUncaught;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        onUncaught.accept(thread, thrown);
    }

    public List<Thread> alive() {
        return in(this);
    }

    private static List<Thread> in(ThreadGroup group) {
        var found = new Thread[group.activeCount() + 64];
        var count = group.enumerate(found, true);
        return new ArrayList<>(List.of(Arrays.copyOf(found, count)));
    }

    /** Whether a thread is one of an example, be it this one or another. */
    public static boolean isOne(Thread thread) {
        return isWithin(thread.getThreadGroup());
    }

    private static boolean isWithin(ThreadGroup group) {
        return group instanceof ExampleThreads || group != null && isWithin(group.getParent());
    }

    /** The threads, of earlier examples as well, that are in a static initialiser. */
    public static List<Thread> initialising() {
        var all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        return in(all).stream()
                .filter(thread ->
                        isOne(thread)
                                && Arrays.stream(ThreadStates.stack(thread))
                                        .anyMatch(
                                                frame -> frame.getMethodName().equals("<clinit>")))
                .toList();
    }

    public List<Thread> aliveBesideWorker() {
        var found = alive();
        found.removeIf(thread -> workers.stream().anyMatch(worker -> worker == thread));
        return found;
    }

    public Worker newWorker() {
        return new Worker();
    }

    /**
     * The thread that an example runs on: a new one for each, so that none inherits an old hang.
     */
    public final class Worker {
        private final LinkedBlockingQueue<Runnable> parts = new LinkedBlockingQueue<>();
        private final Thread thread = new Thread(ExampleThreads.this, this::work, WORKER);
        private volatile boolean ending;

        private Worker() {
            thread.setDaemon(true);
            workers.add(thread);
            thread.start();
        }

        public void execute(Runnable part) {
            parts.add(part);
        }

        public void end() {
            execute(() -> ending = true);
        }

        /** Asks what hangs to end. What does not listen goes on as a daemon, at low priority. */
        public void abandon() {
            ending = true;
            interrupt();
            try {
                thread.join(TO_LISTEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                Niceness.lower(alive());
            }
        }

        private void work() {
            while (!ending) {
                try {
                    parts.take().run();
                } catch (InterruptedException stray) {
                    // an interrupt that came when the part it was meant for had ended
                }
            }
        }
    }
}

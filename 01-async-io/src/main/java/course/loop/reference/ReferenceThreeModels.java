package course.loop.reference;

import course.loop.EventLoop;
import course.loop.ThreeModels;

import java.util.ArrayList;
import java.util.List;

public final class ReferenceThreeModels implements ThreeModels {

    @Override
    public void synchronous(List<Task> tasks, Counter counter) {
        for (var task : tasks) {
            runAndAwait(task, () -> addOne(counter));
        }
    }

    private static void runAndAwait(Task task, Runnable afterEachRun) {
        var waits = true;
        while (waits) {
            waits = task.run().isPresent();
            afterEachRun.run();
            if (waits) {
                task.awaitIo();
            }
        }
    }

    private static void addOne(Counter counter) {
        counter.write(counter.read() + 1);
    }

    @Override
    public void threads(List<Task> tasks, Counter counter) throws InterruptedException {
        var lock = new Object();
        Runnable addOneAlone =
                () -> {
                    synchronized (lock) { // only while it adds: not while a task runs or waits
                        addOne(counter);
                    }
                };
        var threads = new ArrayList<Thread>();
        for (var task : tasks) {
            threads.add(new Thread(() -> runAndAwait(task, addOneAlone), task.name()));
        }
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
    }

    @Override
    public void eventDriven(List<Task> tasks, Counter counter, EventLoop loop)
            throws InterruptedException {
        if (tasks.isEmpty()) {
            return;
        }
        var all = new OnLoop(loop, counter, tasks.size());
        for (var task : tasks) {
            loop.post(() -> all.run(task));
        }
        loop.run();
    }

    /** Its methods are called on the loop's thread only, so nothing here needs a lock. */
    private static final class OnLoop {
        private final EventLoop loop;
        private final Counter counter;
        private int unfinished;

        OnLoop(EventLoop loop, Counter counter, int unfinished) {
            this.loop = loop;
            this.counter = counter;
            this.unfinished = unfinished;
        }

        void run(Task task) {
            var waits = false;
            try {
                var io = task.run();
                addOne(counter);
                io.ifPresent(time -> loop.postDelayed(() -> run(task), time));
                waits = io.isPresent();
            } finally {
                if (!waits && --unfinished == 0) { // a task that has thrown is done, too
                    loop.stop();
                }
            }
        }
    }
}

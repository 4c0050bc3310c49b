package course.loop.mistakes;

import course.loop.EventLoop;
import course.loop.ThreeModels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The three models, with a method for each thing that can be got wrong. */
abstract class PlainThreeModels implements ThreeModels {
    private final Lock lock = new ReentrantLock();

    @Override
    public void synchronous(List<Task> tasks, Counter counter) {
        for (var task : tasks) {
            carryOut(task, counter);
        }
    }

    void carryOut(Task task, Counter counter) {
        while (true) {
            var io = task.run();
            addOne(counter);
            if (io.isEmpty()) {
                return;
            }
            task.awaitIo();
        }
    }

    void addOne(Counter counter) {
        lock.lock();
        try {
            counter.write(counter.read() + 1);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void threads(List<Task> tasks, Counter counter) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (var task : tasks) {
            var thread = new Thread(() -> carryOut(task, counter));
            thread.start();
            started(thread);
            threads.add(thread);
        }
        awaitEnds(threads);
    }

    void started(Thread thread) throws InterruptedException {}

    void awaitEnds(List<Thread> threads) throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
    }

    @Override
    public void eventDriven(List<Task> tasks, Counter counter, EventLoop loop)
            throws InterruptedException {
        var unfinished = new ArrayList<>(tasks);
        if (unfinished.isEmpty()) {
            return;
        }
        for (var task : tasks) {
            loop.post(() -> step(task, counter, loop, unfinished));
        }
        loop.run();
    }

    void step(Task task, Counter counter, EventLoop loop, List<Task> unfinished) {
        var waits = false;
        var hasThrown = true;
        try {
            var io = task.run();
            addOne(counter);
            waits = io.isPresent();
            hasThrown = false;
            io.ifPresent(
                    time -> goOn(task, time, loop, () -> step(task, counter, loop, unfinished)));
        } finally {
            if (!waits && isOver(hasThrown)) {
                unfinished.remove(task);
                if (isTheEnd(unfinished)) {
                    loop.stop();
                }
            }
        }
    }

    boolean isOver(boolean hasThrown) {
        return true;
    }

    void goOn(Task task, Duration io, EventLoop loop, Runnable next) {
        loop.postDelayed(next, io);
    }

    boolean isTheEnd(List<Task> unfinished) {
        return unfinished.isEmpty();
    }
}

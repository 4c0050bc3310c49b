package course.gevent.reference;

import course.gevent.Coordination;
import course.gevent.Hub;
import course.gevent.Pool;
import course.gevent.Queue;
import course.gevent.Semaphore;
import course.gevent.Tasks;

public final class ReferenceCoordination implements Coordination {
    private final Hub hub;
    private final Tasks tasks;

    public ReferenceCoordination(Hub hub, Tasks tasks) {
        this.hub = hub;
        this.tasks = tasks;
    }

    @Override
    public Semaphore newSemaphore(int permits) {
        require(permits >= 1, "permits:", permits);
        return new FairSemaphore(hub, permits);
    }

    @Override
    public <T> Queue<T> newQueue(int capacity) {
        require(capacity >= 0, "capacity:", capacity);
        return new FairQueue<>(hub, capacity);
    }

    @Override
    public Pool newPool(int size) {
        require(size >= 1, "size:", size);
        return new GreenPool(hub, tasks, size);
    }

    private static void require(boolean condition, String what, int value) {
        if (!condition) {
            throw new IllegalArgumentException(what + " " + value);
        }
    }
}

package course.gevent.exercise;

import course.gevent.Coordination;
import course.gevent.Hub;
import course.gevent.Pool;
import course.gevent.Queue;
import course.gevent.Semaphore;
import course.gevent.Tasks;

/**
 * Exercise 4.5. All three are a line of those who wait, each in hub.await(), and somebody who wakes
 * the first one.
 */
public final class ExerciseCoordination implements Coordination {
    private final Hub hub;
    private final Tasks tasks;

    public ExerciseCoordination(Hub hub, Tasks tasks) {
        this.hub = hub;
        this.tasks = tasks;
    }

    @Override
    public Semaphore newSemaphore(int permits) {
        throw new UnsupportedOperationException(
                "TODO 4.5.1: count permits; who finds none waits in line. What if one who has been"
                        + " woken is killed before he runs?");
    }

    @Override
    public <T> Queue<T> newQueue(int capacity) {
        throw new UnsupportedOperationException(
                "TODO 4.5.2: items, a line of those who wait to take, and one of those who wait to"
                        + " put");
    }

    @Override
    public Pool newPool(int size) {
        throw new UnsupportedOperationException(
                "TODO 4.5.3: a semaphore, and tasks that give their permit back when they end");
    }
}

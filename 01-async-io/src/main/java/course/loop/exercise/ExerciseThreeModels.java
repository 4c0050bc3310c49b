package course.loop.exercise;

import course.loop.EventLoop;
import course.loop.ThreeModels;

import java.util.List;

/**
 * Exercise 1.4. Each model can be done alone. After every run of a task, add one to the counter:
 * {@code counter.write(counter.read() + 1)}.
 */
public final class ExerciseThreeModels implements ThreeModels {

    @Override
    public void synchronous(List<Task> tasks, Counter counter) {
        throw new UnsupportedOperationException(
                "TODO 1.4.1: for each task: run it, and as long as it has to wait, await its I/O"
                        + " and run it again");
    }

    @Override
    public void threads(List<Task> tasks, Counter counter) throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 1.4.2: start a thread for each task, which does what synchronous does; when"
                        + " all are started, wait for their ends");
        // TODO 1.4.3: let only one thread at a time add to the counter
    }

    @Override
    public void eventDriven(List<Task> tasks, Counter counter, EventLoop loop)
            throws InterruptedException {
        throw new UnsupportedOperationException(
                "TODO 1.4.4: post a message for each task, and run the loop; the message runs the"
                        + " task once, and if it has to wait, posts the next one with that delay");
        // TODO 1.4.5: stop the loop when the last task is done
    }
}

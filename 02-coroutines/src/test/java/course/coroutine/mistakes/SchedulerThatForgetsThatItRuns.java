package course.coroutine.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * What says that it runs is taken back at the end of each call, also of the one that was refused.
 * The second time, a task gets its run inside a run.
 */
@Mistake(
        killedBy = "aTaskCannotRunTheSchedulerThatRunsIt",
        saying = "but was:  [refused, b1, b2, ran")
final class SchedulerThatForgetsThatItRuns extends PlainScheduler {
    private boolean running;

    SchedulerThatForgetsThatItRuns(Consumer<Throwable> failures) {
        super(failures);
    }

    @Override
    public void run() throws InterruptedException {
        try {
            if (running) {
                throw new IllegalStateException("it is running");
            }
            running = true;
            super.run();
        } finally {
            running = false;
        }
    }

    @Override
    void refuseToRunTwice() {}
}

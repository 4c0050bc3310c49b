package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;

import java.util.concurrent.TimeUnit;

/**
 * The second close makes sure that the first one has worked, and waits for the threads. The window
 * closes what the program has closed already, and hangs until the network drive answers.
 */
@Mistake(killedBy = "closeDoesNotWaitForAFileThatIsBeingOpened", saying = "close() returns at once")
final class AsyncFilesThatWaitWhenClosedAgain extends PlainAsyncFiles {
    AsyncFilesThatWaitWhenClosedAgain(EventLoop loop) {
        super(loop);
    }

    @Override
    void shutDown() {
        if (pool.isShutdown()) {
            try {
                pool.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        super.shutDown();
    }
}

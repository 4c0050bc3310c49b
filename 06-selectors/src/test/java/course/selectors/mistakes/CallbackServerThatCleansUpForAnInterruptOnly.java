package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Closes its connections when it is asked to stop, but not when it has to. The selector has failed,
 * the server is gone, and its clients wait for it.
 */
@Mistake(killedBy = "whenTheSelectorFailsAllConnectionsAreClosed", saying = "still open after")
final class CallbackServerThatCleansUpForAnInterruptOnly extends PlainCallbackServer {
    @Override
    void closeConnections() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            super.closeConnections();
        }
    }
}

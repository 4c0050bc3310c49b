package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.util.ArrayList;

/**
 * The first connection whose close fails leaves all others open. The clients of a server that has
 * ended wait until their own time is up.
 */
@Mistake(
        killedBy = "aConnectionThatFailsToCloseAtTheEndCostsNoOther",
        saying = "the end of the stream")
final class CallbackServerThatStopsAtTheFirstFailedClose extends PlainCallbackServer {

    @Override
    void closeConnections() {
        try {
            for (var channel : new ArrayList<>(queues.keySet())) {
                end(channel);
            }
        } catch (IOException e) {
            // it is the end anyway
        }
    }
}

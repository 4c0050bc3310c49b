package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.util.ArrayList;

/**
 * Closes all that is in the selector when it stops. Two servers share a loop; one is stopped, and
 * the other's clients are cut off.
 */
@Mistake(killedBy = "anInterruptStopsItAndClosesAll", saying = "somebody else's channel")
final class CallbackServerThatClosesWhatIsNotItsOwn extends PlainCallbackServer {
    @Override
    void closeConnections() throws IOException {
        for (var channel : new ArrayList<>(selector.map().keySet())) {
            end(channel);
        }
    }
}

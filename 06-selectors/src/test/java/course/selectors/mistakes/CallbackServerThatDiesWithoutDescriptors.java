package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Event;

import java.io.IOException;
import java.util.Set;

/**
 * Takes a failed accept for a failure of the listener. The process is at its limit of open files
 * for a moment, and from then on nobody can connect.
 */
@Mistake(killedBy = "whenAConnectionEndsTheNextClientIsAccepted", saying = "when a connection ends")
final class CallbackServerThatDiesWithoutDescriptors extends PlainCallbackServer {
    @Override
    void cannotAccept(IOException e) throws IOException {
        selector.unregister(listener);
        selector.register(listener, Set.of(Event.WRITE), selector);
    }
}

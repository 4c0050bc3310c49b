package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/**
 * Tries to accept again when a client takes its leave, but not when a connection breaks. At the
 * limit, where connections break, clients wait although there is room.
 */
@Mistake(killedBy = "whenAConnectionEndsTheNextClientIsAccepted", saying = "(RESET)")
final class CallbackServerThatRetriesAfterAnOrderlyEndOnly extends PlainCallbackServer {
    private boolean broken;

    @Override
    void failed(SelectorKey key, Exception e) throws IOException {
        broken = true;
        super.failed(key, e);
    }

    @Override
    void end(SelectableChannel channel) throws IOException {
        var again = acceptAgainAt;
        super.end(channel);
        if (broken) {
            acceptAgainAt = again;
            broken = false;
        }
    }
}

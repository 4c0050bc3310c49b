package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Set;

/**
 * Takes READ for OP_READ and WRITE for OP_WRITE. java.nio has two more: a listener accepts and a
 * connection connects, and neither is ever read or written.
 */
@Mistake(
        killedBy = "aConnectionMakesItsListenerReadable",
        saying = "java.lang.IllegalArgumentException")
final class BackendsThatKnowReadAndWriteOnly extends PlainBackends {
    BackendsThatKnowReadAndWriteOnly(Availability available) {
        super(available);
    }

    @Override
    Backend nio() throws IOException {
        return new PlainNioBackend() {
            @Override
            int operations(SelectableChannel channel, Set<Event> asked) {
                return (asked.contains(Event.READ) ? SelectionKey.OP_READ : 0)
                        | (asked.contains(Event.WRITE) ? SelectionKey.OP_WRITE : 0);
            }
        };
    }
}

package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * Watches for WRITE from the first rest on. There is nearly always room to write, so select never
 * waits again: all works, and one core is at 100 %.
 */
@Mistake(killedBy = "itSleepsWhenThereIsNothingToDo", saying = "the server is spinning")
final class CallbackServerThatStaysWritable extends PlainCallbackServer {
    private final Set<SocketChannel> began = new java.util.HashSet<>();

    @Override
    void watch(SocketChannel channel, Set<Event> events) throws IOException {
        if (events.contains(Event.WRITE)) {
            began.add(channel);
        }
        if (began.contains(channel)) {
            events.add(Event.WRITE);
        }
        super.watch(channel, events);
    }
}

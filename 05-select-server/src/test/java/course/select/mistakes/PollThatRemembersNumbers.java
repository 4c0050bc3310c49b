package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.Descriptors;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Looks the descriptor up once, when the channel is registered. As long as the number of a closed
 * channel stays free, the kernel itself says that it is invalid; as soon as the next client gets
 * that number, the closed channel seems to come alive, and its owner reads from it and fails.
 */
@Mistake(
        killedBy = "aClosedChannelStaysInvalidWhenItsNumberIsUsedAgain",
        saying = "belongs to another channel by now")
final class PollThatRemembersNumbers extends PlainPoll {
    private final Map<SelectableChannel, Integer> numbers = new HashMap<>();

    @Override
    public void register(SelectableChannel channel, Set<Event> events) throws IOException {
        super.register(channel, events);
        numbers.put(channel, Descriptors.of(channel));
    }

    @Override
    int descriptor(SelectableChannel channel) {
        return numbers.get(channel);
    }
}

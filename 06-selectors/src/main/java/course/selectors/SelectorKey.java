package course.selectors;

import java.nio.channels.SelectableChannel;
import java.util.Set;

/**
 * What a selector knows about one channel: the tutorial's {@code key}.
 *
 * @param channel what is watched ({@code key.fileobj})
 * @param fd the descriptor that it had when it was registered
 * @param events what it is watched for; never empty, and cannot be changed
 * @param data what its owner has put there, such as a callback; {@code null} if nothing
 */
public record SelectorKey(SelectableChannel channel, int fd, Set<Event> events, Object data) {
    public SelectorKey {
        events = Set.copyOf(events);
    }
}

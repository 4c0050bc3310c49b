package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/**
 * Leaves a closed channel in the list for poll, which has something to tell of it at once. Nothing
 * is reported, and nobody waits: one connection was closed without being unregistered, and a core
 * is at 100 %.
 */
@Mistake(killedBy = "aClosedChannelKeepsNobodyAwake", saying = "it must wait")
final class BackendsThatPollTheClosed extends PlainBackends {
    BackendsThatPollTheClosed(Availability available) {
        super(available);
    }

    @Override
    Backend poll() {
        return new PlainPollBackend() {
            @Override
            void dropClosed() {}

            @Override
            int number(SelectableChannel channel) throws IOException {
                return channel.isOpen() ? super.number(channel) : 1_000_000;
            }
        };
    }
}

package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/**
 * Takes for granted that java.nio has a key for what was registered. Of a channel that was closed
 * it has one until the next select: the clean-up of a broken connection works in each test, and
 * fails when another client was quicker.
 */
@Mistake(killedBy = "aClosedChannelCanBeUnregistered", saying = "NullPointerException")
final class BackendsThatExpectAKey extends PlainBackends {
    BackendsThatExpectAKey(Availability available) {
        super(available);
    }

    @Override
    Backend nio() throws IOException {
        return new PlainNioBackend() {
            @Override
            public void remove(SelectableChannel channel) {
                channel.keyFor(nio).cancel();
            }
        };
    }
}

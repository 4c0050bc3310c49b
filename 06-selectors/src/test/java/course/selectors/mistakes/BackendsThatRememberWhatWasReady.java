package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;

/**
 * Selects when a channel is unregistered, to get rid of its key, and leaves what was selected
 * beside it for the next wait. By then somebody has read it: the callback is called, and there is
 * nothing.
 */
@Mistake(killedBy = "whatHasPassedIsReportedNoMore", saying = "was read empty")
final class BackendsThatRememberWhatWasReady extends PlainBackends {
    BackendsThatRememberWhatWasReady(Availability available) {
        super(available);
    }

    @Override
    Backend nio() throws IOException {
        return new PlainNioBackend() {
            @Override
            public void remove(SelectableChannel channel) {
                super.remove(channel);
                try {
                    nio.selectNow();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}

package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;

/**
 * Forgets that java.nio keeps a cancelled key until the next select. Who unregisters a connection
 * and registers it again gets an exception, now and then.
 */
@Mistake(killedBy = "anUnregisteredChannelCanBeRegisteredAgain", saying = "CancelledKeyException")
final class BackendsThatMeetCancelledKeys extends PlainBackends {
    BackendsThatMeetCancelledKeys(Availability available) {
        super(available);
    }

    @Override
    Backend nio() throws IOException {
        return new PlainNioBackend() {
            @Override
            void flushCancelled() {}
        };
    }
}

package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;

/**
 * Looks whether it was interrupted when it has found nobody. The idle server stops when it is asked
 * to, the busy one does not.
 */
@Mistake(killedBy = "anInterruptBeforeTheWaitEndsIt", saying = "although a channel is ready")
final class BackendsThatAreTooBusyToStop extends PlainBackends {
    BackendsThatAreTooBusyToStop(Availability available) {
        super(available);
    }

    @Override
    Backend nio() throws IOException {
        return new PlainNioBackend() {
            @Override
            boolean interrupted() {
                return nio.selectedKeys().isEmpty() && super.interrupted();
            }
        };
    }
}

package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;
import java.time.Duration;

/**
 * Hands on zero milliseconds to java.nio, where they mean: as long as it takes. The look becomes a
 * wait, and everything else stands still.
 */
@Mistake(killedBy = "zeroAndNegativeTimeoutsLookAndReturn", saying = "comes back after one look")
final class BackendsThatWaitForZero extends PlainBackends {
    BackendsThatWaitForZero(Availability available) {
        super(available);
    }

    @Override
    Backend nio() throws IOException {
        return new PlainNioBackend() {
            @Override
            void select(Duration timeout) throws IOException {
                nio.select(timeout == null ? 0 : (timeout.toNanos() + 999_999) / 1_000_000);
            }
        };
    }
}

package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;

/**
 * Forgets to clear the selected keys, which java.nio only ever adds to. Who was ready once is
 * reported for ever: the loop runs hot, and reads nothing.
 */
@Mistake(killedBy = "whatIsNotDoneIsReportedAgain", saying = "after all was read")
final class BackendsThatNeverClearTheSelectedKeys extends PlainBackends {
    BackendsThatNeverClearTheSelectedKeys(Availability available) {
        super(available);
    }

    @Override
    Backend nio() throws IOException {
        return new PlainNioBackend() {
            @Override
            void flushCancelled() throws IOException {
                nio.selectNow(key -> {});
            }

            @Override
            void clear() {}
        };
    }
}

package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;

/**
 * Closes its backend first. If that fails, all keys are still there, and whoever holds the selector
 * goes on with a backend that is gone.
 */
@Mistake(
        killedBy = "aBackendThatFailsToCloseIsPassedOnAndTheSelectorIsClosed",
        saying = "after a close that failed")
final class SelectorThatStaysHalfOpen extends PlainSelector {
    SelectorThatStaysHalfOpen(Backend backend) {
        super(backend);
    }

    @Override
    public void close() throws IOException {
        backend.close();
        super.close();
    }
}

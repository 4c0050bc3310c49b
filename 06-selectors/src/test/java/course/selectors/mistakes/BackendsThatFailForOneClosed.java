package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

/**
 * Lets select fail when one channel among a thousand was closed. All the others wait until somebody
 * has found out which.
 */
@Mistake(killedBy = "aClosedChannelIsReportedNoMore", saying = "ClosedChannelException")
final class BackendsThatFailForOneClosed extends PlainBackends {
    BackendsThatFailForOneClosed(Availability available) {
        super(available);
    }

    @Override
    Backend select() {
        return new PlainSelectBackend() {
            @Override
            void dropClosed() {}
        };
    }
}

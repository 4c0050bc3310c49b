package course.selectors.mistakes;

import course.kit.Mistake;
import course.select.system.EpollEvents;
import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.util.Set;

/**
 * Uses edges where states were asked for, because they are said to be faster. Whoever does not read
 * all at once waits for an edge that does not come.
 */
@Mistake(killedBy = "whatIsNotDoneIsReportedAgain", saying = "when nobody has read")
final class BackendsThatTellOnce extends PlainBackends {
    BackendsThatTellOnce(Availability available) {
        super(available);
    }

    @Override
    Backend epoll() throws IOException {
        return new PlainEpollBackend() {
            @Override
            int bits(Set<Event> asked) {
                return super.bits(asked) | EpollEvents.EPOLLET;
            }
        };
    }
}

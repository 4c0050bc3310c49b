package course.selectors.mistakes;

import course.kit.Mistake;
import course.select.system.EpollEvents;
import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.util.Set;

/**
 * Looks at IN and OUT alone. A hang-up that comes with neither is reported by the kernel at once
 * and for ever, and by the backend never: a hot loop over nothing.
 */
@Mistake(killedBy = "aHangUpIsReadableAlsoWhenAllWasRead", saying = "whose writer is gone")
final class BackendsThatForgetHangUps extends PlainBackends {
    BackendsThatForgetHangUps(Availability available) {
        super(available);
    }

    @Override
    Backend epoll() throws IOException {
        return new PlainEpollBackend() {
            @Override
            Set<Event> happened(int bits) {
                return super.happened(bits & (EpollEvents.EPOLLIN | EpollEvents.EPOLLOUT));
            }
        };
    }
}

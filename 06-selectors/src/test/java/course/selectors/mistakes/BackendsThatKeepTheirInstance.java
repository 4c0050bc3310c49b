package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

import java.io.IOException;

/**
 * Leaves it to the garbage collector to close epoll, which it does not. Each selector that a
 * program opens and closes costs a descriptor, until there are none.
 */
@Mistake(killedBy = "closeGivesBackWhatTheSystemHasLent", saying = "epoll instances")
final class BackendsThatKeepTheirInstance extends PlainBackends {
    BackendsThatKeepTheirInstance(Availability available) {
        super(available);
    }

    @Override
    Backend epoll() throws IOException {
        return new PlainEpollBackend() {
            @Override
            public void close() {}
        };
    }
}

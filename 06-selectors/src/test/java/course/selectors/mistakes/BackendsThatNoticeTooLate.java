package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.Backend;

/**
 * Takes any descriptor for select, and finds out while it waits. The client that came last is
 * registered, and from then on nobody is served.
 */
@Mistake(
        killedBy = "whatTheBackendCannotWatchIsNotRegistered",
        saying = "register what SELECT cannot watch fails")
final class BackendsThatNoticeTooLate extends PlainBackends {
    BackendsThatNoticeTooLate(Availability available) {
        super(available);
    }

    @Override
    Backend select() {
        return new PlainSelectBackend() {
            @Override
            void check(int fd) {}
        };
    }
}

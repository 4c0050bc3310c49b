package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

import java.util.Optional;

/**
 * Looks at a field twice, and the handler may end in between. Once in a month the window manager
 * gets a NullPointerException.
 */
@Mistake(
        killedBy = "itMayBeAskedWhateverTheHandlerDoesMeanwhile",
        saying = "but never mix it with what came next")
final class WindowThatLooksTwice extends PlainWindow {
    WindowThatLooksTwice(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    public Optional<NotResponding> notResponding() {
        if (busy == null || since == null) {
            return Optional.empty();
        }
        var busyFor = clock.now().minus(since);
        return busyFor.compareTo(PATIENCE) < 0
                ? Optional.empty()
                : Optional.of(new NotResponding(busyFor, handler(busy.getStackTrace())));
    }
}

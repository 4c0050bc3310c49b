package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * The lost wake-up, for want of an order: the loop is woken, finds nothing, and sleeps on; then
 * comes the message. It shows once in thousands of clicks: nothing happens, until somebody moves
 * the mouse.
 */
@Mistake(killedBy = "aPostWakesTheLoopWhateverItDoesMeanwhile", saying = "lost wake-up")
final class EventLoopThatWakesBeforeItAdds extends PlainEventLoop {
    EventLoopThatWakesBeforeItAdds(LoopClock clock, Consumer<Throwable> failures) {
        super(clock, failures);
    }

    @Override
    public void post(Runnable message) {
        clock.wake();
        add(message);
    }
}

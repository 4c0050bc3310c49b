package course.loop.mistakes;

import course.kit.Mistake;
import course.loop.EventLoop;
import course.loop.time.LoopClock;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Asks the loop whether it answers, and waits for the answer. That is a fair test of any loop but
 * one that hangs: then the window manager hangs as well, and with it the whole screen.
 */
@Mistake(
        killedBy = "aHandlerThatTakesTooLongIsReported",
        saying = "notResponding() answers at once")
final class WindowThatProbesThroughTheQueue extends PlainWindow {

    WindowThatProbesThroughTheQueue(EventLoop loop, LoopClock clock) {
        super(loop, clock);
    }

    @Override
    public Optional<NotResponding> notResponding() {
        var answered = new CountDownLatch(1);
        loop.post(answered::countDown);
        try {
            answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return super.notResponding();
    }
}

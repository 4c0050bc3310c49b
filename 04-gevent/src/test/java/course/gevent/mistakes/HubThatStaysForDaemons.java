package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.EventLoop.Timer;
import course.loop.time.LoopClock;

import java.time.Duration;
import java.util.function.Consumer;

/** Stays for every timer. With a heartbeat every ten seconds the program never ends. */
@Mistake(
        killedBy = "aDaemonsTimerIsNothingToStayFor",
        saying = "as long as the hub has other things")
final class HubThatStaysForDaemons extends PlainHub {
    HubThatStaysForDaemons(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    public Timer postDaemon(Runnable message, Duration delay) {
        return postDelayed(message, delay);
    }
}

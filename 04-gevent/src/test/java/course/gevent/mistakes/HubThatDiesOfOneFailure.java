package course.gevent.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.function.Consumer;

/**
 * Lets the failure of a message out of the loop. One bad message, and a thousand connections are
 * gone.
 */
@Mistake(killedBy = "aMessageThatFailsIsReportedAndTheHubGoesOn", saying = "a message")
final class HubThatDiesOfOneFailure extends PlainHub {
    HubThatDiesOfOneFailure(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    void process(Runnable message) {
        message.run();
    }
}

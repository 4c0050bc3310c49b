package course.gevent.mistakes;

import course.gevent.Hub;
import course.kit.Mistake;

import java.util.function.Consumer;

/** Lets a later result replace the first one. Two who ask get two answers. */
@Mistake(killedBy = "aResultIsGivenOnce", saying = "a second result")
final class EventsThatGiveAgain extends PlainEvents {
    EventsThatGiveAgain(Hub hub, Consumer<Throwable> failures) {
        super(hub, failures);
    }

    @Override
    void again() {
        // the latest is the best
    }
}

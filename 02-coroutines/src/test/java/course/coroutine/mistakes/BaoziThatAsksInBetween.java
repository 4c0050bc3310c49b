package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Asks each consumer for its next yield after every send, as if there were an answer to fetch. The
 * consumer takes this for a baozi, and eats a null.
 */
@Mistake(killedBy = "theTutorialsTranscript", saying = "is eating baozi null")
final class BaoziThatAsksInBetween extends PlainBaozi {
    BaoziThatAsksInBetween(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void send(Coroutine<Integer, Void, Void> consumer, int baozi) {
        super.send(consumer, baozi);
        consumer.next();
    }
}

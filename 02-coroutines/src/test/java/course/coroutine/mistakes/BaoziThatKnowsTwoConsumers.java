package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Written after the tutorial, line by line: con and con2. The third one at the table gets nothing.
 */
@Mistake(killedBy = "allConsumersBeginBeforeTheFirstBaozi", saying = "third begins")
final class BaoziThatKnowsTwoConsumers extends PlainBaozi {
    BaoziThatKnowsTwoConsumers(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    int places() {
        return 2;
    }
}

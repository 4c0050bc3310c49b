package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * A consumer that fails when it begins is left out, like one that has had enough. The party goes
 * on, and nobody learns that one of the guests never came in.
 */
@Mistake(
        killedBy = "whateverAConsumerThrowsEndsTheProducer",
        saying = "when it begins: expected that")
final class BaoziThatTakesAFailureForHadEnough extends PlainBaozi {
    BaoziThatTakesAFailureForHadEnough(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void begin(Coroutine<Integer, Void, Void> consumer) {
        try {
            super.begin(consumer);
        } catch (RuntimeException failure) {
            leaves(consumer);
        }
    }
}

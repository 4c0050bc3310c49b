package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Does not look at what a send has come to. The first consumer that has had enough ends it for all.
 */
@Mistake(killedBy = "whoHasHadEnoughIsSentNoMore", saying = "has ended")
final class BaoziThatServesWhoHasLeft extends PlainBaozi {
    BaoziThatServesWhoHasLeft(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    boolean isStillThere(Coroutine.Step<Void, Void> step) {
        return true;
    }
}

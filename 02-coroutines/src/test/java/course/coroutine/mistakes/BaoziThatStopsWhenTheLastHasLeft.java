package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * When the last consumer has left, nothing is made any more, though so many rounds were asked for.
 */
@Mistake(killedBy = "whoeverLeavesTheOthersGoOn", saying = "four are made")
final class BaoziThatStopsWhenTheLastHasLeft extends PlainBaozi {
    private boolean someCame;

    BaoziThatStopsWhenTheLastHasLeft(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void begin(Coroutine<Integer, Void, Void> consumer) {
        someCame = true;
        super.begin(consumer);
    }

    @Override
    void round(int baozi) {
        if (!someCame || !consumers().isEmpty()) {
            super.round(baozi);
        }
    }
}

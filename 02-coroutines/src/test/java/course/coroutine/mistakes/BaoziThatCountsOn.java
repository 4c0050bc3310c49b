package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * The number of the baozi is a field. The first producer of the day begins with 1, the second with
 * 6.
 */
@Mistake(killedBy = "eachCallOfTheProducerBeginsWithTheFirstBaozi", saying = "is making baozi 3")
final class BaoziThatCountsOn extends PlainBaozi {
    private int made;

    BaoziThatCountsOn(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void rounds(int rounds) {
        for (int i = 0; i < rounds; i++) {
            round(++made);
        }
    }
}

package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Gives all five to the first consumer, and then all five to the second: each has eaten what it
 * should, and they were never there at the same time.
 */
@Mistake(killedBy = "theTutorialsTranscript", saying = "expected:")
final class BaoziThatServesOneAfterTheOther extends PlainBaozi {
    BaoziThatServesOneAfterTheOther(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void rounds(int rounds) {
        for (var consumer : consumers()) {
            for (int baozi = 1; baozi <= rounds; baozi++) {
                send(consumer, baozi);
            }
        }
        for (int baozi = 1; baozi <= rounds; baozi++) {
            print(baozi);
        }
    }
}

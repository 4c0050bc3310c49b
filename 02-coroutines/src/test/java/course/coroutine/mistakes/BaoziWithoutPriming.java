package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Sends the first baozi to a consumer that has not come to its yield yet. In Python this is the
 * first error that everybody makes: "can't send non-None value to a just-started generator".
 */
@Mistake(killedBy = "theTutorialsTranscript", saying = "has not begun")
final class BaoziWithoutPriming extends PlainBaozi {
    BaoziWithoutPriming(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void begin(Coroutine<Integer, Void, Void> consumer) {}
}

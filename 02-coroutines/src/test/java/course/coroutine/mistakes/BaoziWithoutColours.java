package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/** Leaves the escape sequences out, since they look like rubbish in a file. */
@Mistake(killedBy = "theTutorialsTranscript", saying = "033[32;1m[producer]")
final class BaoziWithoutColours extends PlainBaozi {
    BaoziWithoutColours(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    String producer() {
        return "[producer]";
    }
}

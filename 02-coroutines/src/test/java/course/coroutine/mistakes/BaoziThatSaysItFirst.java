package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Prints that a baozi is made and then sends it, which looks more natural. The tutorial's program
 * does it the other way round, and a transcript that is out of step is a wrong transcript.
 */
@Mistake(killedBy = "theTutorialsTranscript", saying = "expected:")
final class BaoziThatSaysItFirst extends PlainBaozi {
    BaoziThatSaysItFirst(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void round(int baozi) {
        print(baozi);
        sendToAll(baozi);
    }
}

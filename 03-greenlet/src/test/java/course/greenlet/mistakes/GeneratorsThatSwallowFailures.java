package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * What the function throws is taken for its end. The report has fewer lines than it should, and
 * nobody is told.
 */
@Mistake(killedBy = "aFailureReachesWhoAsksAndEndsIt", saying = "whose function throws that after")
final class GeneratorsThatSwallowFailures extends PlainGenerators {
    GeneratorsThatSwallowFailures(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    Answer ended(Plain<?> generator, Throwable failure) {
        return new Answer.End();
    }
}

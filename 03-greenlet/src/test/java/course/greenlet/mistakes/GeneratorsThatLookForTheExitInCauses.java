package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * Looks for the exit among the causes, since some libraries wrap what is thrown. A clean-up that
 * has failed because of the exit is never heard of.
 */
@Mistake(
        killedBy = "whatAFunctionMakesOfTheExitReachesWhoCloses",
        saying = "AN_EXCEPTION_WHOSE_CAUSE_IT_IS")
final class GeneratorsThatLookForTheExitInCauses extends PlainGenerators {
    GeneratorsThatLookForTheExitInCauses(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    Answer ended(Plain<?> generator, Throwable failure) {
        return failure.getCause() == generator.exit && generator.exit != null
                ? new Answer.End()
                : super.ended(generator, failure);
    }
}

package course.greenlet.mistakes;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * An exit that the function throws itself, to say that something is wrong, is taken for its end.
 * The list of orders is shorter, and nobody is told.
 */
@Mistake(
        killedBy = "anExitOfTheFunctionsOwnReachesWhoAsksAndEndsIt",
        saying = "whose function throws that after")
final class GeneratorsThatTakeEveryExitForTheirEnd extends PlainGenerators {
    GeneratorsThatTakeEveryExitForTheirEnd(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    Answer ended(Plain<?> generator, Throwable failure) {
        return failure instanceof GreenletExit ? new Answer.End() : super.ended(generator, failure);
    }
}

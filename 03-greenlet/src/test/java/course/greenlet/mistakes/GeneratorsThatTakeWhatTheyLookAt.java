package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * Each hasNext() runs the function to its next value, and the one before is lost. A for loop, which
 * looks once and takes once, never shows it.
 */
@Mistake(killedBy = "toLookTwiceTakesNothing", saying = "the first value")
final class GeneratorsThatTakeWhatTheyLookAt extends PlainGenerators {
    GeneratorsThatTakeWhatTheyLookAt(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    boolean hasToAsk(Plain<?> generator) {
        return !generator.ended;
    }
}

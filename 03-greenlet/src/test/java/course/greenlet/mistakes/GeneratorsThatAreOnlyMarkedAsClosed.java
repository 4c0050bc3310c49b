package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * close() makes a note that there are no more values, and the function is left where it stands. Its
 * finally, which closes the file, is never run.
 */
@Mistake(
        killedBy = "closeEndsItThroughItsFinally",
        saying = "close() ends the function where it stands")
final class GeneratorsThatAreOnlyMarkedAsClosed extends PlainGenerators {
    GeneratorsThatAreOnlyMarkedAsClosed(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void end(Plain<?> generator) {
        generator.ended = true;
    }
}

package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * The function runs to its first yield when the generator is created. A generator that opens a file
 * opens it even if nobody ever asks; and one that fails does so in the wrong place.
 */
@Mistake(
        killedBy = "nothingRunsBeforeItIsAskedFor",
        saying = "the function runs when a value is asked for")
final class GeneratorsThatBeginAtOnce extends PlainGenerators {
    GeneratorsThatBeginAtOnce(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    public <T> Generator<T> generator(Runnable function) {
        var generator = super.<T>generator(function);
        generator.hasNext();
        return generator;
    }
}

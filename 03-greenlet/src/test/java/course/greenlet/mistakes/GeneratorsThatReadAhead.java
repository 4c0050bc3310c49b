package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * With each value that is taken, the next one is fetched. A generator that reads lines from a
 * console asks for a line that nobody wants yet, and the program seems to stand still.
 */
@Mistake(
        killedBy = "oneMayAskForTheNextWithoutHavingLooked",
        saying = "no further than to that value")
final class GeneratorsThatReadAhead extends PlainGenerators {
    GeneratorsThatReadAhead(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void taken(Plain<?> generator) {
        super.taken(generator);
        generator.hasNext();
    }
}

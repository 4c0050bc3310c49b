package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * The first who asks is taken for the one who always will. Two greenlets share a generator; the
 * second one asks, and the first one wakes up with its value.
 */
@Mistake(killedBy = "whoAsksGetsTheValueWhoeverAskedBefore", saying = "another greenlet asks for 2")
final class GeneratorsThatRememberWhoAskedFirst extends PlainGenerators {
    GeneratorsThatRememberWhoAskedFirst(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void remember(Plain<?> generator) {
        if (generator.asker == null) {
            super.remember(generator);
        }
    }
}

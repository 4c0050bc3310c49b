package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * Nobody asks whether the generator is being run already. A switch to oneself returns at once, with
 * nothing, and that is taken for an answer.
 */
@Mistake(killedBy = "aGeneratorCannotAskItself", saying = "its own generator, which is being run")
final class GeneratorsThatLetThemselvesIn extends PlainGenerators {
    GeneratorsThatLetThemselvesIn(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void refuseWhileRunning(Plain<?> generator) {}
}

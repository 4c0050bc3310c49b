package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * A close before the first step throws the exit into the pending greenlet, too. That ends, and its
 * result goes to its parent: a task that has only created the generator, and waits for its socket,
 * goes on with an exit for an answer.
 */
@Mistake(killedBy = "whoHasCreatedItIsNotWoken", saying = "CLOSES_IT_BEFORE_IT_BEGINS")
final class GeneratorsThatWakeTheirCreator extends PlainGenerators {
    GeneratorsThatWakeTheirCreator(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void end(Plain<?> generator) {
        if (!generator.started) {
            generator.greenlet.kill();
        }
        super.end(generator);
    }
}

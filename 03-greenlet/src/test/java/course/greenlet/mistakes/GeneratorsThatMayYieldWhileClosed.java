package course.greenlet.mistakes;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * A function that yields once more while it is closed is left there. It has not ended, its finally
 * has been run in half, and close() says that all is well.
 */
@Mistake(
        killedBy = "toYieldWhileItIsClosedIsAnError",
        saying = "when the function yields once more")
final class GeneratorsThatMayYieldWhileClosed extends PlainGenerators {
    GeneratorsThatMayYieldWhileClosed(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void end(Plain<?> generator) {
        generator.ended = true;
        if (generator.started) {
            generator.exit = new GreenletExit();
            generator.ask(generator.exit);
        }
    }
}

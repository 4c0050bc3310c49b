package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Closes by letting the body run to its end. Its finally blocks do run, after all the work that
 * nobody wants any more; and a body without an end is never closed.
 */
@Mistake(killedBy = "closingRunsTheFinallyBlocks", saying = "went on")
final class GeneratorThatGoesOnWhenClosed<T> extends PlainGenerator<T> {
    GeneratorThatGoesOnWhenClosed(Body<T> body) {
        super(body);
    }

    private static final int ENOUGH = 100;

    @Override
    void exit() {
        for (int i = 0; i < ENOUGH && hasNext(); i++) {
            next();
        }
        end();
    }
}

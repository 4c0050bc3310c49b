package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Closing only says that there is no more. The body waits at its yield for ever, with its files and
 * connections open.
 */
@Mistake(killedBy = "closingRunsTheFinallyBlocks", saying = "expected: [clean up]")
final class GeneratorThatLeavesTheBodyWhenClosed<T> extends PlainGenerator<T> {
    GeneratorThatLeavesTheBodyWhenClosed(Body<T> body) {
        super(body);
    }

    @Override
    void exit() {
        end();
    }
}

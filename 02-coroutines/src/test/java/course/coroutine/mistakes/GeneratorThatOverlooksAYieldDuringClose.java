package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Does not look whether the body has really ended. It waits at another yield, in the middle of its
 * cleaning up, and everybody believes it closed.
 */
@Mistake(
        killedBy = "yieldingDuringCloseIsAnError",
        saying = "close(), when the body yields in its finally")
final class GeneratorThatOverlooksAYieldDuringClose<T> extends PlainGenerator<T> {
    GeneratorThatOverlooksAYieldDuringClose(Body<T> body) {
        super(body);
    }

    @Override
    void refusedToEnd() {
        end();
    }
}

package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Keeps the value of a yield that could not be done. The body has been told that it failed, and the
 * caller gets the value nevertheless.
 */
@Mistake(
        killedBy = "aYieldUnderANativeFrameIsRefusedAndBothSidesGoOn",
        saying = "the last yield was refused")
final class GeneratorThatKeepsARefusedValue<T> extends PlainGenerator<T> {
    GeneratorThatKeepsARefusedValue(Body<T> body) {
        super(body);
    }

    @Override
    void refused() {}
}

package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * The map from greenlets to generators is filled and never emptied. Every loop that was left by
 * break keeps its function, with all that it used.
 */
@Mistake(killedBy = "whoIsForgottenIsCollected", saying = "can be collected as garbage")
final class GeneratorsThatKeepAllOfThem extends PlainGenerators {
    GeneratorsThatKeepAllOfThem(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void forget(Plain<?> generator) {}
}

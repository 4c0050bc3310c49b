package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Does not look who yields. A callback that has kept the caller object overwrites a value that is
 * on its way.
 */
@Mistake(killedBy = "aYieldFromOutsideIsRefusedAndChangesNothing", saying = "99")
final class GeneratorThatTakesValuesFromAnybody<T> extends PlainGenerator<T> {
    GeneratorThatTakesValuesFromAnybody(Body<T> body) {
        super(body);
    }

    @Override
    boolean mayYield() {
        return true;
    }

    @Override
    void refused() {}
}

package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Has no field that says whether there is a value: null means none. The first null in the data ends
 * the loop, and the rest is missing.
 */
@Mistake(killedBy = "nullIsAValueLikeAnyOther", saying = "[null, \"a\", null]")
final class GeneratorThatTakesNullForTheEnd<T> extends PlainGenerator<T> {
    GeneratorThatTakesNullForTheEnd(Body<T> body) {
        super(body);
    }

    @Override
    void found(T value) {
        if (value != null) {
            super.found(value);
        }
    }
}

package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * Null says that there is nothing more. The first row with an empty column ends the import, and all
 * tests, which have no such row, are green.
 */
@Mistake(killedBy = "nullIsAValueLikeOthers", saying = "the values")
final class GeneratorsThatEndAtNull extends PlainGenerators {
    GeneratorsThatEndAtNull(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void answer(Plain<?> generator, Answer answer) {
        super.answer(
                generator,
                answer instanceof Answer.Value value && value.value() == null
                        ? new Answer.End()
                        : answer);
    }
}

package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * A close that was refused leaves its exit behind. Whoever asks the generator for the rest gets
 * none: each further yield throws the exit again.
 */
@Mistake(killedBy = "whoYieldsDuringCloseCanBeAskedOn", saying = "the generator is being closed")
final class GeneratorWhoseExitStays<T> extends PlainGenerator<T> {
    GeneratorWhoseExitStays(Body<T> body) {
        super(body);
    }

    @Override
    void closeIsOver() {}
}

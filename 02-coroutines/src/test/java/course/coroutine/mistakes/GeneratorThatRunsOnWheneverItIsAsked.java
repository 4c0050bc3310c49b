package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Runs the body at each hasNext(). Right as long as everybody asks exactly once before each next();
 * whoever asks twice loses a value.
 */
@Mistake(
        killedBy = "askingWhetherThereIsAnotherRunsToItAndNoFurther",
        saying = "will yield 1, has true, will yield 2")
final class GeneratorThatRunsOnWheneverItIsAsked<T> extends PlainGenerator<T> {
    GeneratorThatRunsOnWheneverItIsAsked(Body<T> body) {
        super(body);
    }

    @Override
    boolean hasFound() {
        return false;
    }
}

package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Takes a failure for the end. The loop ends early, the result is half of what it should be, and no
 * one knows.
 */
@Mistake(killedBy = "anExceptionInsideReachesTheCaller", saying = "next(), when the body fails")
final class GeneratorThatSwallowsExceptions<T> extends PlainGenerator<T> {
    GeneratorThatSwallowsExceptions(Body<T> body) {
        super(body);
    }

    @Override
    RuntimeException failed(RuntimeException failure) {
        return null;
    }
}

package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Wraps what the body throws. The catch block that is meant for it, around the loop, does not know
 * it any more.
 */
@Mistake(
        killedBy = "anExceptionInsideReachesTheCaller",
        saying = "the same object, but java.lang.RuntimeException: the generator failed")
final class GeneratorThatWrapsExceptions<T> extends PlainGenerator<T> {
    GeneratorThatWrapsExceptions(Body<T> body) {
        super(body);
    }

    @Override
    RuntimeException failed(RuntimeException failure) {
        return new RuntimeException("the generator failed", failure);
    }
}

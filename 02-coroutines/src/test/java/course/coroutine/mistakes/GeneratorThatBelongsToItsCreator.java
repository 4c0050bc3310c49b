package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * The thread that creates it is taken for the one that uses it. A generator that is made in one
 * place and handed to a worker thread is refused there, though nobody has asked it before.
 */
@Mistake(
        killedBy = "itMayBeUsedOnAnotherThreadThanTheOneThatCreatesIt",
        saying = "only its creator may ask")
final class GeneratorThatBelongsToItsCreator<T> extends PlainGenerator<T> {
    private final Thread creator = Thread.currentThread();

    GeneratorThatBelongsToItsCreator(Body<T> body) {
        super(body);
    }

    @Override
    public boolean hasNext() {
        if (Thread.currentThread() != creator) {
            throw new IllegalStateException("only its creator may ask");
        }
        return super.hasNext();
    }
}

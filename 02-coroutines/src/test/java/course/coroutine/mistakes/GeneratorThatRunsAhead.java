package course.coroutine.mistakes;

import course.kit.Mistake;

/**
 * Fetches the next value while it hands over this one. For numbers nobody cares; for a generator
 * that reads from a connection, every answer comes when the next question has been answered.
 */
@Mistake(killedBy = "theBodyRunsNoFurtherThanItIsAskedFor", saying = "will yield 2, got 1")
final class GeneratorThatRunsAhead<T> extends PlainGenerator<T> {
    GeneratorThatRunsAhead(Body<T> body) {
        super(body);
    }

    @Override
    public T next() {
        var value = super.next();
        hasNext();
        return value;
    }
}

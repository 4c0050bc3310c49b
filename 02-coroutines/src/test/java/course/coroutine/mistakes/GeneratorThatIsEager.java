package course.coroutine.mistakes;

import course.coroutine.Generator;
import course.kit.Mistake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Runs the body to its end when it is made, and keeps all values in a list. It does what it should
 * for three values; it takes the memory of all, and never comes back from a body without an end.
 */
@Mistake(
        killedBy = "nothingRunsBeforeAValueIsAskedFor",
        saying = "but was:  [begun, created, iterator]")
final class GeneratorThatIsEager<T> implements Generator<T> {
    private static final int ENOUGH = 10_000;

    private final Iterator<T> values;

    GeneratorThatIsEager(Body<T> body) {
        List<T> all = new ArrayList<>();
        body.run(value -> {
            all.add(value);
            if (all.size() > ENOUGH) {
                throw new IllegalStateException("too many values");
            }
        });
        values = all.iterator();
    }

    @Override
    public boolean hasNext() {
        return values.hasNext();
    }

    @Override
    public T next() {
        return values.next();
    }

    @Override
    public void close() {}
}

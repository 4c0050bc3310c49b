package course.coroutine.exercise;

import course.coroutine.Baozi;
import course.coroutine.Coroutine;

import java.util.List;
import java.util.function.Consumer;

/** Exercise 2.4. A coroutine is made by {@code coroutines.create(caller -> …)}. */
public final class ExerciseBaozi implements Baozi {
    private final Coroutine.Factory coroutines;

    public ExerciseBaozi(Coroutine.Factory coroutines) {
        this.coroutines = coroutines;
    }

    @Override
    public Coroutine<Integer, Void, Void> consumer(String name, Consumer<String> print) {
        throw new UnsupportedOperationException(
                "TODO 2.4.1: a coroutine that prints that it starts, and then, without end, what a"
                        + " yield has returned");
    }

    @Override
    public void producer(
            List<Coroutine<Integer, Void, Void>> consumers, int rounds, Consumer<String> print) {
        throw new UnsupportedOperationException(
                "TODO 2.4.2: let the consumers begin, and in each round send the baozi to all of"
                        + " them, and print that it is made");
        // TODO 2.4.3: leave out who has returned
    }
}

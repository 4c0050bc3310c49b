package course.coroutine.reference;

import course.coroutine.Baozi;
import course.coroutine.Coroutine;
import course.coroutine.Coroutine.Returned;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

public final class ReferenceBaozi implements Baozi {
    private static final String PRODUCER = "\033[32;1m[producer]\033[0m";

    private final Coroutine.Factory coroutines;

    public ReferenceBaozi(Coroutine.Factory coroutines) {
        this.coroutines = coroutines;
    }

    @Override
    public Coroutine<Integer, Void, Void> consumer(String name, Consumer<String> print) {
        return coroutines.create(producer -> {
            print.accept("--->starting eating baozi...");
            while (true) {
                var baozi = producer.yield(null);
                print.accept("[%s] is eating baozi %s".formatted(name, baozi));
            }
        });
    }

    @Override
    public void producer(
            List<Coroutine<Integer, Void, Void>> consumers, int rounds, Consumer<String> print) {
        if (rounds < 0) {
            throw new IllegalArgumentException("there cannot be %s rounds".formatted(rounds));
        }
        var hungry = new ArrayList<>(consumers);
        hungry.removeIf(consumer -> consumer.next() instanceof Returned);
        for (int made = 0; made < rounds; made++) {
            int baozi = made + 1;
            hungry.removeIf(consumer -> consumer.send(baozi) instanceof Returned);
            print.accept(PRODUCER + " is making baozi " + baozi);
        }
    }
}

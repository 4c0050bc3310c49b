package course.coroutine.mistakes;

import course.coroutine.Baozi;
import course.coroutine.Coroutine;
import course.coroutine.Coroutine.Step;
import course.coroutine.Coroutine.Yielded;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The tutorial's two functions, with a method for each thing that can be got wrong. */
abstract class PlainBaozi implements Baozi {
    private final Coroutine.Factory coroutines;
    final List<Coroutine<Integer, Void, Void>> hungry = new ArrayList<>();
    private Consumer<String> print;

    PlainBaozi(Coroutine.Factory coroutines) {
        this.coroutines = coroutines;
    }

    @Override
    public Coroutine<Integer, Void, Void> consumer(String name, Consumer<String> print) {
        return coroutines.create(caller -> {
            print.accept("--->starting eating baozi...");
            while (true) {
                print.accept("[" + name + "] is eating baozi " + caller.yield(null));
            }
        });
    }

    @Override
    public void producer(
            List<Coroutine<Integer, Void, Void>> consumers, int rounds, Consumer<String> print) {
        if (rounds < 0) {
            throw new IllegalArgumentException("rounds: " + rounds);
        }
        this.print = print;
        hungry.clear();
        consumers.stream().limit(places()).forEach(hungry::add);
        consumers().forEach(this::begin);
        rounds(rounds);
    }

    int places() {
        return Integer.MAX_VALUE;
    }

    final List<Coroutine<Integer, Void, Void>> consumers() {
        return List.copyOf(hungry);
    }

    void begin(Coroutine<Integer, Void, Void> consumer) {
        look(consumer, consumer.next());
    }

    void rounds(int rounds) {
        for (int baozi = 1; baozi <= rounds; baozi++) {
            round(baozi);
        }
    }

    void round(int baozi) {
        sendToAll(baozi);
        print(baozi);
    }

    final void sendToAll(int baozi) {
        consumers().forEach(consumer -> send(consumer, baozi));
    }

    void send(Coroutine<Integer, Void, Void> consumer, int baozi) {
        look(consumer, consumer.send(baozi));
    }

    private void look(Coroutine<Integer, Void, Void> consumer, Step<Void, Void> step) {
        if (!isStillThere(step)) {
            leaves(consumer);
        }
    }

    void leaves(Coroutine<Integer, Void, Void> consumer) {
        hungry.removeIf(one -> one == consumer);
    }

    boolean isStillThere(Step<Void, Void> step) {
        return step instanceof Yielded;
    }

    final void print(int baozi) {
        print.accept(producer() + " is making baozi " + baozi);
    }

    String producer() {
        return "\033[32;1m[producer]\033[0m";
    }
}

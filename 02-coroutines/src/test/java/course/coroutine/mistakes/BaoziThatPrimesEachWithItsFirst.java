package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Begins a consumer just before it is sent its first baozi. All is eaten; but the second consumer
 * is not at the table yet when the first one eats.
 */
@Mistake(killedBy = "allConsumersBeginBeforeTheFirstBaozi", saying = "second begins")
final class BaoziThatPrimesEachWithItsFirst extends PlainBaozi {
    BaoziThatPrimesEachWithItsFirst(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void begin(Coroutine<Integer, Void, Void> consumer) {}

    @Override
    void send(Coroutine<Integer, Void, Void> consumer, int baozi) {
        if (baozi == 1) {
            super.begin(consumer);
        }
        super.send(consumer, baozi);
    }
}

package course.coroutine.mistakes;

import course.coroutine.Coroutine;
import course.kit.Mistake;

/**
 * Takes a consumer that has had enough out of the list by remove(), which finds the first one that
 * is equal. Somebody else goes hungry, and the one who has left is sent more.
 */
@Mistake(killedBy = "consumersThatAreEqualLeaveEachForItself", saying = "the coroutine has ended")
final class BaoziThatKnowsConsumersByEquals extends PlainBaozi {
    BaoziThatKnowsConsumersByEquals(Coroutine.Factory coroutines) {
        super(coroutines);
    }

    @Override
    void leaves(Coroutine<Integer, Void, Void> consumer) {
        hungry.remove(consumer);
    }
}

package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.util.Collection;
import java.util.SortedMap;

/**
 * Makes room for as many as the numbers between two acks of several. In real life: under load the
 * limit is passed further and further, and one day there is an OutOfMemoryError.
 */
@Mistake(killedBy = "anAckOfSeveralMakesRoomForThoseThatHadNone", saying = "makes room for one")
final class ConfirmedPublisherThatMakesRoomByNumbers extends PlainConfirmedPublisher {

    private int inAdvance;
    private long upTo;

    @Override
    Collection<Order> answered(SortedMap<Long, Order> sent, long number, boolean multiple) {
        var answered = super.answered(sent, number, multiple);
        if (multiple) {
            inAdvance += (int) (number - upTo) - answered.size();
            upTo = number;
        }
        return answered;
    }

    @Override
    boolean isFull(int onTheirWay, int outstanding) {
        return super.isFull(onTheirWay - inAdvance, outstanding);
    }
}

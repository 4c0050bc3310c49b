package course.greenlet.mistakes;

import course.kit.Mistake;

import java.util.HashMap;
import java.util.Map;

/**
 * Whoever switched to it last gets the result, as a generator's caller would. It looks right as
 * long as only the parent switches; with two that switch to each other, the wrong one wakes up, and
 * the parent waits for ever.
 */
@Mistake(
        killedBy = "theResultGoesToTheParentAndNotToWhoSwitched",
        saying = "who ends hands its result to its parent")
final class GreenletsThatAnswerToTheSwitcher extends PlainGreenlets {
    @Override
    void deliver(Plain receiver) {
        switchers.put(receiver, receiver.tree.current);
        super.deliver(receiver);
    }

    @Override
    Plain heir(Plain dead, Parcel left) {
        return receiver(switchers.get(dead));
    }

    private final Map<Plain, Plain> switchers = new HashMap<>();
}

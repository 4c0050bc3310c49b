package course.greenlet.mistakes;

import course.greenlet.Greenlet;
import course.kit.Mistake;

import java.util.HashSet;
import java.util.Set;

/**
 * A list of those that have not begun; who begins is taken out. Jobs that were created and dropped
 * stay in it until the memory is full.
 */
@Mistake(
        killedBy = "whoHasNotBegunIsCollectedToo",
        saying = "a pending greenlet that nobody refers to can be collected")
final class GreenletsThatListThePending extends PlainGreenlets {
    private final Set<Greenlet> pending = new HashSet<>();

    @Override
    public Greenlet create(Body body, Greenlet parent) {
        var created = super.create(body, parent);
        pending.add(created);
        return created;
    }

    @Override
    Object firstValue(Plain greenlet) throws Throwable {
        pending.remove(greenlet);
        return super.firstValue(greenlet);
    }
}

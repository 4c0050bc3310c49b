package course.gevent.mistakes;

import course.gevent.GreenThread;
import course.greenlet.Greenlets;
import course.kit.Mistake;
import course.loop.time.LoopClock;

import java.util.ArrayList;
import java.util.function.Consumer;

/**
 * Tells a copy of the list of listeners. Whoever has been unlinked meanwhile is told all the same,
 * and works on what he has closed.
 */
@Mistake(killedBy = "whoIsUnlinkedWhileOthersAreToldIsNotTold", saying = "unlink() holds")
final class HubThatTellsACopy extends PlainHub {
    HubThatTellsACopy(Greenlets greenlets, LoopClock clock, Consumer<Throwable> failures) {
        super(greenlets, clock, failures);
    }

    @Override
    public GreenThread spawn(String name, Body body) {
        var green = (Green) super.spawn(name, body);
        green.due =
                new ArrayList<>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public boolean remove(Object listener) {
                        return false;
                    }
                };
        return green;
    }
}

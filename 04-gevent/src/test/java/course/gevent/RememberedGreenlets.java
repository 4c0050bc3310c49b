package course.gevent;

import course.gevent.system.Whereabouts;
import course.greenlet.Greenlet;
import course.greenlet.Greenlets;
import course.kit.failure.Stacks;

import java.util.ArrayList;
import java.util.List;

/** Greenlets that can tell where each of them stands. */
final class RememberedGreenlets implements Greenlets {
    private static final int MOST = 20;

    private final Greenlets greenlets;
    private final List<Created> created = new ArrayList<>();
    private int mostBeforeALook = MOST;

    private record Created(Body body, Greenlet greenlet) {
        String whereItStands() {
            return "%s was %s"
                    .formatted(
                            body,
                            Stacks.whereabouts(Whereabouts.stackOf(greenlet))
                                    .orElse("in no lesson code"));
        }
    }

    RememberedGreenlets(Greenlets greenlets) {
        this.greenlets = greenlets;
    }

    /** The first of those that have begun and not ended; on their own thread. */
    List<String> whereTheyStand() {
        return created.stream()
                .filter(one -> one.greenlet().isActive())
                .limit(MOST)
                .map(Created::whereItStands)
                .toList();
    }

    @Override
    public Greenlet current() {
        return greenlets.current();
    }

    @Override
    public Greenlet create(Body body) {
        return remember(body, greenlets.create(body));
    }

    @Override
    public Greenlet create(Body body, Greenlet parent) {
        return remember(body, greenlets.create(body, parent));
    }

    private Greenlet remember(Body body, Greenlet greenlet) {
        if (created.size() >= mostBeforeALook) {
            created.removeIf(one -> one.greenlet().isDead());
            mostBeforeALook = 2 * created.size() + MOST;
        }
        created.add(new Created(body, greenlet));
        return greenlet;
    }

    @Override
    public Tracer trace(Tracer tracer) {
        return greenlets.trace(tracer);
    }
}

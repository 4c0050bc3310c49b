package course.gevent;

import course.gevent.system.Whereabouts;
import course.greenlet.Greenlet;
import course.greenlet.Greenlets;
import course.kit.failure.Stacks;
import course.kit.trace.Trace;
import course.picture.trace.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.regex.Pattern;

/** Greenlets that can tell where each of them stands. */
final class RememberedGreenlets implements Greenlets {
    private static final int MOST = 20;

    /** On which the hub's loop runs, and all that no green thread does. */
    static final String MAIN = "main";

    private static final Pattern ANONYMOUS = Pattern.compile(".*[@/][0-9a-fx]+");

    private final Trace trace;
    private final Greenlets greenlets;
    private final Map<Greenlet, String> names = new WeakHashMap<>();
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

    RememberedGreenlets(Greenlets greenlets, Trace trace) {
        this.greenlets = greenlets;
        this.trace = trace;
        greenlets.trace(this::switched);
    }

    /** The first of those that have begun and not ended; on their own thread. */
    List<String> whereTheyStand() {
        return created.stream()
                .filter(one -> one.greenlet().isActive())
                .limit(MOST)
                .map(Created::whereItStands)
                .toList();
    }

    private void switched(Event event, Greenlet origin, Greenlet target) {
        var kind = event == Event.SWITCH ? Kind.SWITCHED : Kind.THROWN;
        trace.add(kind, name(origin), "", name(target));
    }

    String currentName() {
        return name(greenlets.current());
    }

    private synchronized String name(Greenlet greenlet) {
        return names.getOrDefault(greenlet, MAIN);
    }

    private synchronized void name(Greenlet greenlet, Body body) {
        var name = body.toString();
        var number = names.size() + 1;
        names.put(greenlet, ANONYMOUS.matcher(name).matches() ? "greenlet " + number : name);
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
        name(greenlet, body);
        return greenlet;
    }

    @Override
    public Tracer trace(Tracer tracer) {
        return greenlets.trace(tracer);
    }
}

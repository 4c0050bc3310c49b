package course.gevent.reference;

import course.continuation.Monitors;
import course.gevent.BlockedForeverException;
import course.gevent.Hub;
import course.gevent.system.Whereabouts;
import course.greenlet.Greenlet;
import course.greenlet.Greenlets;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Who runs, who is switched to, and who waits for what. The loop runs on the main greenlet, which
 * the others switch to anyhow when they leave: so a wait costs one switch there and one back.
 */
final class GreenThreads {
    /** What the main greenlet waits for when it wants the hub to have nothing left to do. */
    static final Object DRAINED =
            new Object() {
                @Override
                public String toString() {
                    return "the hub to have nothing left to do";
                }
            };

    private static final int FEW = 64;

    /** What nobody wants to see of a stack. */
    private static final List<String> INSIDE =
            Stream.concat(
                            Stream.of("java.", "jdk.", "course.greenlet."),
                            Stream.of(
                                            Hub.class,
                                            ReferenceHub.class,
                                            Joins.class,
                                            Wait.class,
                                            HubGreenThread.class,
                                            GreenThreads.class,
                                            Loop.class)
                                    .map(Class::getName)
                                    .flatMap(name -> Stream.of(name + ".", name + "$")))
                    .toList();

    private final Loop loop;
    private final Greenlets greenlets;
    private final HubGreenThread main;
    private final BooleanSupplier isMainsTurn = this::isMainsTurn;
    private final Runnable whenNothingCanHappen = this::whenNothingCanHappen;

    /** Those that were found running though the loop had not switched to them. */
    private final Map<Greenlet, HubGreenThread> met = new IdentityHashMap<>();

    private int mostMet = FEW;
    private HubGreenThread current;
    private HubGreenThread last;
    private Object mainsToken;

    /** Thrown into the main greenlet while something else was on its way there. */
    private final Queue<Thrown> forMainsNextWaits = new ArrayDeque<>();

    private boolean isLooping;
    private long spawnedSoFar;

    private record Thrown(Throwable what) {}

    GreenThreads(Loop loop, Greenlets greenlets) {
        this.loop = loop;
        this.greenlets = greenlets;
        var greenlet = greenlets.current();
        if (greenlet.parent() != null) {
            throw new IllegalStateException("a hub is made by the main greenlet, not " + greenlet);
        }
        main = HubGreenThread.started(this, "main", greenlet);
        current = main;
        last = main;
    }

    Loop loop() {
        return loop;
    }

    HubGreenThread main() {
        return main;
    }

    HubGreenThread spawn(String name, Hub.Body body) {
        var spawned =
                new HubGreenThread(this, name == null ? (Object) (++spawnedSoFar) : name, body);
        spawned.runOn(greenlets.create(spawned, main.greenlet()));
        loop.add(spawned);
        return spawned;
    }

    HubGreenThread current() {
        var greenlet = greenlets.current();
        return current.greenlet() == greenlet ? current : adopt(greenlet);
    }

    /**
     * Somebody has switched to a greenlet of his own; in the hub's eyes it is a green thread too.
     */
    private HubGreenThread adopt(Greenlet greenlet) {
        if (greenlet == main.greenlet()) {
            return main;
        }
        var known = met.get(greenlet);
        if (known == null) {
            known = find(greenlet);
            meet(known);
        }
        return known;
    }

    private HubGreenThread find(Greenlet greenlet) {
        for (var one = last; one != main; one = one.before) {
            if (one.greenlet() == greenlet) {
                return one;
            }
        }
        var stranger = HubGreenThread.started(this, greenlet.toString(), greenlet);
        enlist(stranger);
        // it will switch back to who has switched to it
        if (current != main) {
            met.put(current.greenlet(), current);
        }
        return stranger;
    }

    /** Nobody tells of a stranger's end: so now and then, the dead are forgotten. */
    private void meet(HubGreenThread one) {
        if (met.size() >= mostMet) {
            met.values().stream()
                    .filter(other -> other.greenlet().isDead() && other.isListed())
                    .forEach(this::delist);
            met.keySet().removeIf(Greenlet::isDead);
            mostMet = Math.max(FEW, 2 * met.size());
        }
        met.put(one.greenlet(), one);
    }

    // Those that have started and not ended, in the order in which they did

    void enlist(HubGreenThread one) {
        one.before = last;
        last.after = one;
        last = one;
    }

    void delist(HubGreenThread one) {
        one.before.after = one.after;
        if (one.after == null) {
            last = one.before;
        } else {
            one.after.before = one.before;
        }
        one.before = null;
        one.after = null;
    }

    // Switches

    void requireMayWait(HubGreenThread one) {
        if (one == main && isLooping) {
            throw new IllegalStateException(
                    "a message or a listener is run by the hub itself, and must not wait; spawn a"
                            + " green thread");
        }
    }

    /**
     * Lets the others go on.
     *
     * @return what it was switched back to with
     */
    Object switchOut(HubGreenThread from) throws InterruptedException {
        if (from == main) {
            return runLoop();
        }
        if (!isLooping) {
            throw new IllegalStateException("the hub does not run: the main greenlet has to wait");
        }
        return main.greenlet().switchTo();
    }

    /** Until somebody hands the main greenlet a token. */
    private Object runLoop() throws InterruptedException {
        Monitors.keep();
        mainsToken = forMainsNextWaits.poll();
        isLooping = true;
        try {
            loop.runUntil(isMainsTurn, whenNothingCanHappen);
            if (mainsToken instanceof Thrown thrown) {
                throw Sneaky.thrown(thrown.what);
            }
            return mainsToken;
        } finally {
            mainsToken = null;
            isLooping = false;
        }
    }

    private boolean isMainsTurn() {
        return mainsToken != null;
    }

    /** For the loop: one goes on, until it waits again or ends. */
    void switchTo(HubGreenThread one, Object token) {
        if (one == main) {
            mainsToken = token;
            return;
        }
        current = one;
        one.greenlet().switchToUnguarded(token);
        current = main;
    }

    /** For the loop: one goes on with what is thrown where it waits. */
    void throwInto(HubGreenThread one, Throwable thrown) {
        if (one == main && mainsToken == null) {
            mainsToken = new Thrown(thrown);
        } else if (one == main) {
            forMainsNextWaits.add(new Thrown(thrown));
        } else if (!one.greenlet().isDead()) {
            current = one;
            one.greenlet().throwInto(thrown);
            current = main;
        }
    }

    boolean isInLoop() {
        return isLooping && greenlets.current() == main.greenlet();
    }

    // When nothing can happen any more

    private void whenNothingCanHappen() {
        if (main.wait.subject() != DRAINED) {
            throw new BlockedForeverException(whoWaits());
        }
        main.wait.wake();
    }

    private String whoWaits() {
        var text = new StringBuilder("nothing is left that could happen, and there wait\n");
        describe(main, Thread.currentThread().getStackTrace(), text);
        for (var one = main.after; one != null; one = one.after) {
            describe(one, Whereabouts.stackOf(one.greenlet()), text);
        }
        return text.toString().stripTrailing();
    }

    private static void describe(
            HubGreenThread one, StackTraceElement[] stack, StringBuilder text) {
        if (one.greenlet().isDead()) {
            return;
        }
        var subject = one.wait == null ? "a switch back" : one.wait.subject();
        text.append("  %s, for %s\n".formatted(one, subject));
        for (var frame : stack) {
            if (INSIDE.stream().noneMatch((frame.getClassName() + ".")::startsWith)) {
                text.append("      at %s\n".formatted(frame));
            }
        }
    }
}

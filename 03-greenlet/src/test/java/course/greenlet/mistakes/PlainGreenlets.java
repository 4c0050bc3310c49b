package course.greenlet.mistakes;

import course.continuation.Monitors;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/**
 * A right answer, written differently: a greenlet has a continuation, and what is handed over is a
 * parcel. The mistakes each change one thing of it.
 */
class PlainGreenlets implements Greenlets {
    private final ContinuationScope scope = new ContinuationScope("plain greenlets");
    private final Map<Thread, Tree> trees = new WeakHashMap<>();

    PlainGreenlets() {}

    /** What goes from one greenlet to another. */
    record Parcel(Event event, Object content, Plain origin) {

        static Parcel value(Object content, Plain origin) {
            return new Parcel(Event.SWITCH, content, origin);
        }

        static Parcel thrown(Throwable content, Plain origin) {
            return new Parcel(Event.THROW, content, origin);
        }
    }

    /** One thread's greenlets. */
    static final class Tree {
        Thread thread = Thread.currentThread();
        Tracer tracer;
        Parcel sent;
        Plain main;
        volatile Plain current;
        Plain next;
    }

    Tree tree() {
        synchronized (trees) {
            var tree = trees.get(Thread.currentThread());
            if (tree == null) {
                tree = new Tree();
                tree.main = new Plain(tree, null, null);
                tree.main.started = true;
                tree.current = tree.main;
                trees.put(Thread.currentThread(), tree);
            }
            return tree;
        }
    }

    @Override
    public Greenlet current() {
        return tree().current;
    }

    @Override
    public Greenlet create(Body body) {
        return create(body, current());
    }

    @Override
    public Greenlet create(Body body, Greenlet parent) {
        return new Plain(tree(), Objects.requireNonNull(body), relative(tree(), parent));
    }

    @Override
    public Tracer trace(Tracer tracer) {
        var before = tree().tracer;
        tree().tracer = tracer;
        return before;
    }

    private static Plain relative(Tree tree, Greenlet greenlet) {
        Objects.requireNonNull(greenlet);
        if (!(greenlet instanceof Plain plain) || plain.tree != tree) {
            throw new IllegalArgumentException("no greenlet of this thread");
        }
        return plain;
    }

    // what a mistake may get wrong

    void requireThread(Plain greenlet) {
        var tree = greenlet.tree;
        if (tree.thread != Thread.currentThread()) {
            throw new WrongThreadException(
                    "%s (ended: %s) has it, not %s"
                            .formatted(
                                    tree.thread.getName(),
                                    !tree.thread.isAlive(),
                                    Thread.currentThread().getName()));
        }
    }

    void requireNoCircle(Plain child, Plain parent) {
        for (var ancestor = parent; ancestor != null; ancestor = ancestor.parent) {
            if (ancestor == child) {
                throw new IllegalArgumentException("a circle of parents");
            }
        }
    }

    /** Who gets what is sent to {@code addressee}. */
    Plain receiver(Plain addressee) {
        var receiver = addressee;
        while (receiver.ended) {
            receiver = receiver.parent;
        }
        return receiver;
    }

    /** Who gets what {@code dead} leaves. */
    Plain heir(Plain dead, Parcel left) {
        return receiver(dead.parent);
    }

    /** What is in the receiver's parcel. */
    void deliver(Plain receiver) {
        var tree = receiver.tree;
        var origin = tree.current;
        tree.next = receiver;
        if (origin == tree.main) {
            Monitors.keep();
            while (tree.next != tree.main) {
                tree.current = tree.next;
                tree.current.continuation.run();
            }
            tree.current = tree.main;
        } else {
            leave(origin, receiver);
        }
    }

    void leave(Plain origin, Plain receiver) {
        try {
            Continuation.yield(scope);
        } catch (IllegalStateException pinned) {
            receiver.parcel = null;
            receiver.tree.next = null;
            throw pinned;
        }
    }

    /** What the greenlet finds that goes on. */
    Object receive(Plain receiver) throws Throwable {
        var parcel = receiver.parcel;
        receiver.parcel = null;
        report(receiver, parcel);
        return open(parcel);
    }

    void report(Plain receiver, Parcel parcel) {
        var tracer = receiver.tree.tracer;
        if (tracer != null) {
            try {
                tracer.switched(parcel.event, parcel.origin, receiver);
            } catch (Throwable failure) {
                if (receiver.tree.tracer == tracer) {
                    receiver.tree.tracer = null;
                }
                throw failure;
            }
        }
    }

    private Object openOwn(Plain receiver) throws Throwable {
        var parcel = receiver.parcel;
        receiver.parcel = null;
        return open(parcel);
    }

    Object open(Parcel parcel) throws Throwable {
        if (parcel.event == Event.THROW) {
            throw (Throwable) parcel.content;
        }
        return parcel.content;
    }

    Object firstValue(Plain greenlet) throws Throwable {
        return receive(greenlet);
    }

    Parcel failed(Plain greenlet, Throwable failure) {
        return failure instanceof GreenletExit
                ? Parcel.value(failure, greenlet)
                : Parcel.thrown(failure, greenlet);
    }

    void forgetBody(Plain greenlet) {
        greenlet.body = null;
    }

    private void live(Plain greenlet) {
        greenlet.started = true;
        Parcel left;
        try {
            left = Parcel.value(greenlet.body.run(firstValue(greenlet)), greenlet);
        } catch (Throwable failure) {
            left = failed(greenlet, failure);
        }
        forgetBody(greenlet);
        greenlet.ended = true;
        greenlet.continuation = null;
        greenlet.tree.next = heir(greenlet, left);
        greenlet.tree.next.parcel = left;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }

    class Plain implements Greenlet {
        final Tree tree;
        final Plain creator;
        Body body;
        volatile Plain parent;
        Continuation continuation;
        Parcel parcel;
        volatile boolean started;
        volatile boolean ended;

        Plain(Tree tree, Body body, Plain parent) {
            this.tree = tree;
            this.body = body;
            this.parent = parent;
            creator = parent;
            continuation = new Continuation(scope, () -> live(this));
        }

        @Override
        public Object switchTo(Object value) {
            requireThread(this);
            tree.sent = Parcel.value(value, tree.current);
            value = null;
            return send();
        }

        @Override
        public Object throwInto(Throwable thrown) {
            requireThread(this);
            Objects.requireNonNull(thrown);
            if (ended && thrown instanceof GreenletExit) {
                return switchTo(thrown);
            }
            tree.sent = Parcel.thrown(thrown, tree.current);
            return send();
        }

        private Object send() {
            try {
                var receiver = receiver(this);
                receiver.parcel = tree.sent;
                tree.sent = null;
                if (receiver == tree.current) {
                    return openOwn(receiver);
                }
                var origin = tree.current;
                deliver(receiver);
                return receive(origin);
            } catch (Throwable thrown) {
                throw unchecked(thrown);
            }
        }

        @Override
        public Greenlet parent() {
            return parent;
        }

        @Override
        public void setParent(Greenlet wanted) {
            requireThread(this);
            if (this == tree.main) {
                throw new IllegalStateException("main is the root");
            }
            var relative = relative(tree, wanted);
            requireNoCircle(this, relative);
            parent = relative;
        }

        @Override
        public boolean isActive() {
            return started && !ended;
        }

        @Override
        public boolean isDead() {
            return ended;
        }

        @Override
        public String toString() {
            return (this == tree.main ? "main, " : "") + state();
        }

        private String state() {
            if (ended) {
                return "dead";
            }
            if (!started) {
                return "pending";
            }
            return this == tree.current ? "active" : "suspended";
        }
    }
}

package course.greenlet.reference;

import course.continuation.Monitors;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.greenlet.jvm.Continuations;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A continuation knows two moves: {@code run} goes in, {@code yield} comes back out to whoever ran
 * it. So the main greenlet, on the thread's own stack, runs all the others: who wants to switch
 * leaves word who is next, and yields; the main greenlet then runs that one.
 */
public final class ReferenceGreenlets implements Greenlets {
    /** Whose greenlets run on top of all others: several instances may share a thread. */
    private static final ThreadLocal<Top> TOPS = ThreadLocal.withInitial(Top::new);

    private final ContinuationScope scope;
    private final ThreadLocal<Tree> trees;

    public ReferenceGreenlets() {
        Continuations.requireAccess();
        scope = new ContinuationScope("greenlets");
        trees = ThreadLocal.withInitial(() -> new Tree(scope));
    }

    @Override
    public Greenlet current() {
        return trees.get().current();
    }

    @Override
    public Greenlet create(Body body) {
        var tree = trees.get();
        return new Node(tree, Objects.requireNonNull(body, "body"), tree.current());
    }

    @Override
    public Greenlet create(Body body, Greenlet parent) {
        var tree = trees.get();
        return new Node(tree, Objects.requireNonNull(body, "body"), tree.own(parent));
    }

    @Override
    public Tracer trace(Tracer tracer) {
        var tree = trees.get();
        var before = tree.tracer;
        tree.tracer = tracer;
        return before;
    }

    private static final class Top {
        private Tree tree;
    }

    /** The greenlets of one thread, and what is just being handed from one of them to another. */
    private static final class Tree {
        private final ContinuationScope scope;
        private final Thread thread = Thread.currentThread();
        private final Runnable start = this::runCurrent;
        private final Top top = TOPS.get();
        private final Node main;

        /** Other threads may ask who is suspended; a volatile write would be too dear for that. */
        private final AtomicReference<Node> current;

        private Tracer tracer;

        private Node origin;
        private Node target;
        private Object cargo;
        private boolean isThrown;

        Tree(ContinuationScope scope) {
            this.scope = scope;
            main = new Node(this, null, null);
            main.state = State.STARTED;
            current = new AtomicReference<>(main);
        }

        Node current() {
            return current.getPlain();
        }

        /** Only main runs others on top of what it holds. */
        void keepMonitors() {
            if (current() == main) {
                Monitors.keep();
            }
        }

        /** Before the door: what is sent stays in no local variable of a stack that is put away. */
        void load(Object what, boolean thrown) {
            origin = current();
            cargo = what;
            isThrown = thrown;
        }

        /** The one door: every switch and every throw goes through it, after what it hands over. */
        Object pass(Node to) {
            var from = origin;
            var heir = heirOf(to);
            if (heir == from) {
                return unload();
            }
            target = heir;
            if (from == main) {
                runUntilMainIsNext();
            } else if (top.tree != this || !Continuation.yield(scope)) {
                target = from;
                origin = null;
                cargo = null;
                throw pinned(from);
            }
            return arrive();
        }

        private IllegalStateException pinned(Node from) {
            return new IllegalStateException(
                    "can't switch here: %s on the stack of the %s"
                            .formatted(
                                    top.tree == this
                                            ? "a native method or a static initialiser is"
                                            : "greenlets of other Greenlets are",
                                    from));
        }

        /** What is for the dead is for their nearest living ancestor; main never dies. */
        private static Node heirOf(Node node) {
            var heir = node;
            while (heir.state == State.DEAD) {
                heir = heir.parent;
            }
            return heir;
        }

        private void runUntilMainIsNext() {
            var below = top.tree;
            top.tree = this;
            try {
                do {
                    current.setOpaque(target);
                    target.run();
                } while (target != main);
            } finally {
                current.setOpaque(main); // also when main's stack had no room to run another
                top.tree = below;
            }
        }

        /** On the stack of the one who goes on: takes what it was handed. */
        private Object arrive() {
            if (tracer != null) {
                report();
            }
            return unload();
        }

        private Object unload() {
            var what = cargo;
            origin = null;
            cargo = null;
            return thrownOrReturned(what, isThrown);
        }

        /** Who traces may switch, too: meanwhile nothing else is on its way. */
        private void report() {
            var from = origin;
            var what = cargo;
            var thrown = isThrown;
            var told = tracer;
            origin = null;
            cargo = null;
            try {
                told.switched(thrown ? Event.THROW : Event.SWITCH, from, current());
            } catch (Throwable failure) {
                if (tracer == told) {
                    tracer = null;
                }
                throw failure;
            }
            cargo = what;
            isThrown = thrown;
        }

        private static Object thrownOrReturned(Object what, boolean thrown) {
            if (thrown) {
                throw sneaky((Throwable) what);
            }
            return what;
        }

        /** The whole life of a greenlet, on its own stack. */
        private void runCurrent() {
            var self = current();
            Object outcome;
            var failed = false;
            try {
                self.state = State.STARTED;
                outcome = self.takeBody().run(arrive());
            } catch (GreenletExit exit) {
                outcome = exit;
            } catch (Throwable failure) {
                outcome = failure;
                failed = true;
            }
            self.state = State.DEAD;
            origin = self;
            target = heirOf(self.parent);
            cargo = outcome;
            isThrown = failed;
        }

        Node own(Greenlet other) {
            Objects.requireNonNull(other, "parent");
            if (other instanceof Node node && node.tree == this) {
                return node;
            }
            throw new IllegalArgumentException(
                    "the parent must be a greenlet of the same thread, not " + other);
        }

        void requireThread(String what) {
            if (Thread.currentThread() != thread) {
                throw wrongThread(what);
            }
        }

        private WrongThreadException wrongThread(String what) {
            return new WrongThreadException(
                    "%s a greenlet of the thread \"%s\"%s, by the thread \"%s\""
                            .formatted(
                                    what,
                                    thread.getName(),
                                    thread.isAlive() ? "" : ", which has ended",
                                    Thread.currentThread().getName()));
        }

        @SuppressWarnings("unchecked")
        private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }

    private enum State {
        PENDING,
        STARTED,
        DEAD
    }

    /** A greenlet is its continuation: one object less for each of a million. */
    private static final class Node extends Continuation implements Greenlet {
        private final Tree tree;
        private Body body;

        // other threads may ask for these
        private volatile Node parent;
        private volatile State state = State.PENDING;

        Node(Tree tree, Body body, Node parent) {
            super(tree.scope, tree.start);
            this.tree = tree;
            this.body = body;
            this.parent = parent;
        }

        Body takeBody() {
            var taken = body;
            body = null; // what it refers to is garbage from the end on
            return taken;
        }

        @Override
        public Object switchTo(Object value) {
            tree.requireThread("a switch to");
            tree.keepMonitors();
            tree.load(value, false);
            value = null;
            return tree.pass(this);
        }

        @Override
        public Object switchToUnguarded(Object value) {
            tree.requireThread("a switch to");
            tree.load(value, false);
            value = null;
            return tree.pass(this);
        }

        @Override
        public Object throwInto(Throwable thrown) {
            Objects.requireNonNull(thrown, "thrown");
            tree.requireThread("a throw into");
            tree.keepMonitors();
            tree.load(thrown, !(state == State.DEAD && thrown instanceof GreenletExit));
            thrown = null;
            return tree.pass(this);
        }

        @Override
        public Greenlet parent() {
            return parent;
        }

        @Override
        public void setParent(Greenlet newParent) {
            tree.requireThread("a new parent for");
            if (this == tree.main) {
                throw new IllegalStateException("the main greenlet has no parent");
            }
            var node = tree.own(newParent);
            for (var ancestor = node; ancestor != null; ancestor = ancestor.parent) {
                if (ancestor == this) {
                    throw new IllegalArgumentException(
                            newParent + " descends from " + this + " and can't be its parent");
                }
            }
            parent = node;
        }

        @Override
        public boolean isActive() {
            return state == State.STARTED;
        }

        @Override
        public boolean isDead() {
            return state == State.DEAD;
        }

        /** The JVM can't put the stack away: the yield returns false, in place of an exception. */
        @Override
        protected void onPinned(Continuation.Pinned reason) {}

        @Override
        public String toString() {
            return "%s %sgreenlet %x"
                    .formatted(
                            shownState(),
                            this == tree.main ? "main " : "",
                            System.identityHashCode(this));
        }

        private String shownState() {
            return switch (state) {
                case PENDING -> "pending";
                case STARTED -> tree.current.getOpaque() == this ? "active" : "suspended";
                case DEAD -> "dead";
            };
        }
    }
}

package course.greenlet.reference;

import course.continuation.Monitors;
import course.greenlet.Greenlet;
import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.greenlet.jvm.Continuations;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import java.util.Objects;

/**
 * A continuation knows two moves: {@code run} goes in, {@code yield} comes back out to whoever ran
 * it. So the main greenlet, on the thread's own stack, runs all the others: who wants to switch
 * leaves word who is next, and yields; the main greenlet then runs that one.
 */
public final class ReferenceGreenlets implements Greenlets {
    private final ContinuationScope scope;
    private final ThreadLocal<Tree> trees;

    public ReferenceGreenlets() {
        Continuations.requireAccess();
        scope = new ContinuationScope("greenlets");
        trees = ThreadLocal.withInitial(() -> new Tree(scope));
    }

    @Override
    public Greenlet current() {
        return trees.get().current;
    }

    @Override
    public Greenlet create(Body body) {
        var tree = trees.get();
        return new Node(tree, Objects.requireNonNull(body, "body"), tree.current);
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

    /** The greenlets of one thread, and what is just being handed from one of them to another. */
    private static final class Tree {
        private final ContinuationScope scope;
        private final Thread thread = Thread.currentThread();
        private final Runnable start = this::runCurrent;
        private final Node main;
        private Node current;
        private Tracer tracer;

        private Node origin;
        private Node target;
        private Object cargo;
        private boolean isThrown;

        Tree(ContinuationScope scope) {
            this.scope = scope;
            main = new Node(this, null, null);
            main.state = State.STARTED;
            current = main;
        }

        /** Only main runs others on top of what it holds. */
        void keepMonitors() {
            if (current == main) {
                Monitors.keep();
            }
        }

        /** The one door: every switch, throw and end goes through it. */
        Object pass(Node to, Object what, boolean thrown) {
            if (Thread.currentThread() != thread) {
                throw wrongThread("a switch to");
            }
            var from = current;
            var heir = heirOf(to);
            if (heir == from) {
                return thrownOrReturned(what, thrown);
            }
            load(from, heir, what, thrown);
            if (from == main) {
                runUntilMainIsNext();
            } else if (!Continuation.yield(scope)) {
                unload();
                throw new IllegalStateException(
                        "can't switch here: a native method or a static initialiser is on the stack"
                                + " of the "
                                + from);
            }
            return arrive();
        }

        /** What is for the dead is for their nearest living ancestor; main never dies. */
        private static Node heirOf(Node node) {
            var heir = node;
            while (heir.state == State.DEAD) {
                heir = heir.parent;
            }
            return heir;
        }

        private void load(Node from, Node to, Object what, boolean thrown) {
            origin = from;
            target = to;
            cargo = what;
            isThrown = thrown;
        }

        private void unload() {
            origin = null;
            cargo = null;
        }

        private void runUntilMainIsNext() {
            try {
                do {
                    current = target;
                    current.run();
                } while (target != main);
            } finally {
                current = main; // also when there was no room left on main's stack to run another
            }
        }

        /** On the stack of the one who goes on: takes what it was handed. */
        private Object arrive() {
            var from = origin;
            var what = cargo;
            var thrown = isThrown;
            unload();
            if (tracer != null) {
                report(thrown ? Event.THROW : Event.SWITCH, from);
            }
            return thrownOrReturned(what, thrown);
        }

        private static Object thrownOrReturned(Object what, boolean thrown) {
            if (thrown) {
                throw sneaky((Throwable) what);
            }
            return what;
        }

        private void report(Event event, Node from) {
            var told = tracer;
            try {
                told.switched(event, from, target);
            } catch (Throwable failure) {
                if (tracer == told) {
                    tracer = null;
                }
                throw failure;
            }
        }

        /** The whole life of a greenlet, on its own stack. */
        private void runCurrent() {
            var self = current;
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
            load(self, heirOf(self.parent), outcome, failed);
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
        private Node parent;
        private State state = State.PENDING;

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
            tree.keepMonitors();
            return tree.pass(this, value, false);
        }

        @Override
        public Object switchToUnguarded(Object value) {
            return tree.pass(this, value, false);
        }

        @Override
        public Object throwInto(Throwable thrown) {
            Objects.requireNonNull(thrown, "thrown");
            tree.keepMonitors();
            return tree.pass(
                    this, thrown, !(state == State.DEAD && thrown instanceof GreenletExit));
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
            return "%s greenlet %x".formatted(shownState(), System.identityHashCode(this));
        }

        private String shownState() {
            if (this == tree.main) {
                return "main";
            }
            return switch (state) {
                case PENDING -> "pending";
                case STARTED -> tree.current == this ? "active" : "suspended";
                case DEAD -> "dead";
            };
        }
    }
}

package course.greenlet.exercise;

import course.greenlet.Greenlet;
import course.greenlet.Greenlets;
import course.greenlet.jvm.Continuations;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * Exercises 3.1 to 3.5: one class that grows, from number to number. From 3.2 on, let every way of
 * going from one greenlet to another lead through one private method.
 *
 * <p>The JVM gives you a stack that can be put away: {@code new Continuation(scope, runnable)}.
 *
 * <ul>
 *   <li>{@code continuation.run()} runs it, from its beginning or from where it was put away. It
 *       returns when the runnable yields or ends.
 *   <li>{@code Continuation.yield(scope)}, called inside, puts the stack away: {@code run()}
 *       returns to its caller. It returns (true) when the continuation is run again.
 *   <li>Never run one that runs or has ended: that can leave the JVM's own books in disorder.
 *   <li>A yield takes along the monitors that the caller of {@code run()} holds, too, unless {@code
 *       Monitors.keep()}, which is given, was called before that run.
 * </ul>
 */
public final class ExerciseGreenlets implements Greenlets {
    private final ContinuationScope scope;

    // Your fields: the main greenlet, who is current, …

    public ExerciseGreenlets() {
        Continuations.requireAccess();
        scope = new ContinuationScope("greenlets");
    }

    @Override
    public Greenlet current() {
        throw new UnsupportedOperationException(
                "TODO 3.1.1: create the main greenlet, which has no body; return whoever is"
                        + " current");
    }

    @Override
    public Greenlet create(Body body) {
        throw new UnsupportedOperationException(
                "TODO 3.1.1: refuse null; return a new Node, which does not run yet; then do"
                        + " current() and switchTo()");
    }

    @Override
    public Greenlet create(Body body, Greenlet parent) {
        throw new UnsupportedOperationException(
                "TODO 3.3.1: let create(body) remember the current greenlet as the parent, and this"
                        + " one any other; then do parent()");
    }

    @Override
    public Tracer trace(Tracer tracer) {
        throw new UnsupportedOperationException(
                "TODO 3.5.3: remember the tracer, return the one before; tell it where a switch"
                        + " arrives: after yield(), and where a body begins");
    }

    /** Put away by the JVM, if it has a body; the main greenlet has none, and never is. */
    private final class Node extends Continuation implements Greenlet {
        Node(Runnable body) {
            super(scope, body);
        }

        @Override
        public Object switchTo(Object value) {
            if (value != null) {
                throw new UnsupportedOperationException(
                        "TODO 3.2.1: hand the value over: the body gets the first one, switchTo"
                                + " returns the later ones, and main gets what the body returns");
            }
            goOn();
            return null;
        }

        /** This one goes on in place of the current one. */
        private void goOn() {
            throw new UnsupportedOperationException(
                    "TODO 3.1.2: leave word who is next. The main greenlet then calls"
                        + " Monitors.keep(), and runs the next one, and the next, until it is next"
                        + " itself; any other one yields to it, by Continuation.yield(scope). At"
                        + " its end a body leaves word for main");
        }

        @Override
        public boolean isActive() {
            throw new UnsupportedOperationException(
                    "TODO 3.1.3: remember whether it has begun and whether it has ended; then do"
                            + " isDead() and toString()");
        }

        @Override
        public boolean isDead() {
            throw new UnsupportedOperationException("TODO 3.1.3: see isActive()");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException(
                    "TODO 3.1.3: main, pending, active, suspended or dead");
        }

        @Override
        public Greenlet parent() {
            throw new UnsupportedOperationException(
                    "TODO 3.3.1: return it. A result, and what a body throws, now goes to the"
                            + " parent, or to its nearest ancestor that lives");
        }

        @Override
        public void setParent(Greenlet parent) {
            throw new UnsupportedOperationException(
                    "TODO 3.3.2: first refuse what must not be: a circle, a stranger, a parent for"
                            + " main");
        }

        @Override
        public Object throwInto(Throwable thrown) {
            throw new UnsupportedOperationException(
                    "TODO 3.4.1: hand it over as a value, with a mark that it is to be thrown where"
                        + " it arrives. TODO 3.4.2: a GreenletExit that leaves a body is a result."
                        + " TODO 3.4.3: a pending greenlet ends without running its body");
        }

        /**
         * The JVM can't put the stack away: yield() then throws what this method throws, or returns
         * false.
         */
        @Override
        protected void onPinned(Pinned reason) {
            throw new UnsupportedOperationException(
                    "TODO 3.5.2: take back what switchTo() has changed, and refuse the switch with"
                            + " an IllegalStateException");
        }

        /** Called nowhere yet. */
        private void requireOwnThread() {
            throw new UnsupportedOperationException(
                    "TODO 3.5.1: give each thread a main and a current greenlet of its own, by a"
                            + " ThreadLocal; refuse a greenlet of another thread first thing in"
                            + " switchTo, throwInto and setParent");
        }
    }
}

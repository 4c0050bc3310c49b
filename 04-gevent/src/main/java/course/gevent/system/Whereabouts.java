package course.gevent.system;

import course.greenlet.Greenlet;

import jdk.internal.vm.Continuation;

/** Where a greenlet stands. */
public final class Whereabouts {
    private Whereabouts() {}

    /**
     * The stack of a greenlet that is suspended, the method called last first. It is empty for one
     * that is not, and where it can't be known.
     */
    public static StackTraceElement[] stackOf(Greenlet greenlet) {
        return greenlet instanceof Continuation suspended
                ? suspended.getStackTrace()
                : new StackTraceElement[0];
    }
}

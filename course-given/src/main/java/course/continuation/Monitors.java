package course.continuation;

/**
 * The monitors that a thread has entered. The JVM notes them on a stack of the thread that has room
 * for eight, and a yield puts all of it away together with the frames: also what the caller of
 * {@code run()} has entered, who then holds it no longer. A monitor that is <em>inflated</em> is
 * not on that stack, and stays with the thread. When a ninth one comes, the JVM inflates the
 * oldest.
 */
public final class Monitors {
    private static final ThreadLocal<Monitors> OF_THIS_THREAD =
            ThreadLocal.withInitial(Monitors::new);

    /**
     * As many as the stack has room for. No other thread enters them, or they would be inflated.
     */
    private final Object[] own = new Object[8];

    private Monitors() {
        for (int i = 0; i < own.length; i++) {
            own[i] = new Object();
        }
    }

    /**
     * Call it before {@code Continuation.run()}: a yield then leaves to this thread all the
     * monitors that it holds now. What it enters later needs another call.
     */
    public static void keep() {
        OF_THIS_THREAD.get().pushOutAllOthers();
    }

    private void pushOutAllOthers() {
        synchronized (own[0]) {
            synchronized (own[1]) {
                synchronized (own[2]) {
                    synchronized (own[3]) {
                        synchronized (own[4]) {
                            synchronized (own[5]) {
                                synchronized (own[6]) {
                                    synchronized (own[7]) {
                                        // only these eight are on the stack now
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

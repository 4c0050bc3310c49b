package course.gevent;

/** A watcher that keeps its waiter, and notes what is done with it. */
final class Never implements Hub.Watcher {
    private final String name;
    private final boolean isOutside;
    private Hub.Waiter waiter;
    private int starts;
    private int stops;

    Never(String name) {
        this(name, false);
    }

    private Never(String name, boolean isOutside) {
        this.name = name;
        this.isOutside = isOutside;
    }

    /** For something outside, such as the kernel, or another thread. */
    static Never outside(String name) {
        return new Never(name, true);
    }

    @Override
    public boolean isOutside() {
        return isOutside;
    }

    @Override
    public void start(Hub.Waiter waiter) {
        this.waiter = waiter;
        starts++;
    }

    @Override
    public void stop() {
        stops++;
    }

    /** The one who waits. */
    Hub.Waiter waiter() {
        return waiter;
    }

    int starts() {
        return starts;
    }

    int stops() {
        return stops;
    }

    @Override
    public String toString() {
        return name;
    }
}

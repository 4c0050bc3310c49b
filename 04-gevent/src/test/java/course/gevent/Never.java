package course.gevent;

/** A watcher that keeps its waiter, and notes what is done with it. */
final class Never implements Hub.Watcher {
    private final String name;
    private Hub.Waiter waiter;
    private int starts;
    private int stops;

    Never(String name) {
        this.name = name;
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

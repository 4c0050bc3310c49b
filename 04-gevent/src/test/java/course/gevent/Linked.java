package course.gevent;

import java.util.ArrayList;
import java.util.List;

/** A waitable of the example's own, which keeps its listeners where one can see them. */
final class Linked implements Waitable {
    private final List<Listener> listeners = new ArrayList<>();
    private boolean isReady;
    private Throwable exception;

    @Override
    public boolean isReady() {
        return isReady;
    }

    @Override
    public Throwable exception() {
        return exception;
    }

    @Override
    public void link(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void unlink(Listener listener) {
        listeners.remove(listener);
    }

    /** For a message: is ready from now on, and tells those who are linked. */
    void isReadyNow(Throwable failure) {
        isReady = true;
        exception = failure;
        tell();
    }

    /** For a message: has been ready, is so no more, and tells those who are linked. */
    void wasReadyForAMoment() {
        tell();
    }

    private void tell() {
        var told = List.copyOf(listeners);
        listeners.clear();
        told.forEach(listener -> listener.onReady(this));
    }

    /** Is ready from now on, and tells those who are linked in a later turn of the hub. */
    void isReadyNowAndTellsLater(Hub hub) {
        isReady = true;
        hub.post(() -> isReadyNow(exception));
    }

    /** How many are linked. */
    int links() {
        return listeners.size();
    }

    @Override
    public String toString() {
        return "the example's waitable";
    }
}

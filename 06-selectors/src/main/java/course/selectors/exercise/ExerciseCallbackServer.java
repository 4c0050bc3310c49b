package course.selectors.exercise;

import course.selectors.CallbackServer;
import course.selectors.Event;
import course.selectors.Selector;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;

/** Exercise 6.3. Given to build on: a {@link Selector}. The steps are the tutorial's. */
public final class ExerciseCallbackServer implements CallbackServer {

    @Override
    public void serve(ServerSocketChannel listener, Selector selector, Log log) throws IOException {
        // TODO 6.3.4: a callback that throws costs its own channel only
        // TODO 6.3.5: a callback may have closed, unregistered or modified one whose turn is next
        // TODO 6.3.8: when interrupted, or when the selector fails, close the connections and the
        //  listener
        // TODO 6.3.9: a callback of others may have closed connections of yours: keep nothing of
        //  them
        throw new UnsupportedOperationException(
                "TODO 6.3.1: register the listener with accept as its callback; then, in a loop,"
                        + " select, and call the callback of each that is ready");
    }

    /** The listener's callback. */
    private void accept(SelectorKey key, Set<Event> events) throws IOException {
        // TODO 6.3.7: accept fails: leave the listener unregistered for a while
        throw new UnsupportedOperationException(
                "TODO 6.3.2: accept who connects, and register the connection with read as its"
                        + " callback");
    }

    /** A connection's callback. */
    private void read(SelectorKey key, Set<Event> events) throws IOException {
        // TODO 6.3.6: one write may not take all: keep the rest, watch for WRITE as long as there
        //  is one, and stop reading while it is too much
        throw new UnsupportedOperationException(
                "TODO 6.3.3: read, and write what was read; at the end of the stream, unregister"
                        + " and close");
    }
}

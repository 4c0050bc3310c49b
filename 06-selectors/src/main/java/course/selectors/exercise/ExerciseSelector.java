package course.selectors.exercise;

import course.select.system.Descriptors;
import course.selectors.Backend;
import course.selectors.Event;
import course.selectors.Selector;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exercise 6.1. Given to build on: the {@link Backend} that waits, and {@link Descriptors}. What is
 * yours is the memory: a map of keys.
 */
public final class ExerciseSelector implements Selector {
    private final Backend backend;

    public ExerciseSelector(Backend backend) {
        this.backend = backend;
    }

    @Override
    public SelectorKey register(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        // TODO 6.1.2: refuse what the contract refuses: no events, a channel in blocking mode, a
        //  channel or a descriptor that is registered already
        // TODO 6.1.3: the backend may refuse: then nobody must find the key
        throw new UnsupportedOperationException(
                "TODO 6.1.1: make a key, put it into a map, and add the channel to the backend");
    }

    @Override
    public SelectorKey unregister(SelectableChannel channel) {
        throw new UnsupportedOperationException(
                "TODO 6.1.4: forget the key, and remove the channel from the backend, which may"
                        + " fail if the channel was closed");
    }

    @Override
    public SelectorKey modify(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        throw new UnsupportedOperationException(
                "TODO 6.1.5: put a new key in the old one's place, and tell the backend if the"
                        + " events are others; if it fails, the old key is back");
    }

    @Override
    public List<Ready> select(Duration timeout) throws IOException, InterruptedException {
        // TODO 6.1.7: hand on a timeout that the backend understands
        throw new UnsupportedOperationException(
                "TODO 6.1.6: let the backend wait, and list the keys of those that it finds, with"
                        + " what has happened and was asked for");
    }

    @Override
    public SelectorKey key(SelectableChannel channel) {
        throw new UnsupportedOperationException("TODO 6.1.8: look the key up");
    }

    @Override
    public Map<SelectableChannel, SelectorKey> map() {
        throw new UnsupportedOperationException(
                "TODO 6.1.9: show the map in a way that cannot be changed");
    }

    @Override
    public void close() throws IOException {
        // TODO 6.1.10: forget all keys and close the backend; the other methods refuse from now on
    }
}

package course.selectors.reference;

import course.select.system.Descriptors;
import course.selectors.Backend;
import course.selectors.Event;
import course.selectors.Selector;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

public final class ReferenceSelector implements Selector {
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private final Backend backend;
    private final Map<SelectableChannel, SelectorKey> keys = new HashMap<>();
    private final Map<Integer, SelectableChannel> owners = new HashMap<>();
    private final Map<SelectableChannel, SelectorKey> view = Collections.unmodifiableMap(keys);
    private boolean closed;

    public ReferenceSelector(Backend backend) {
        this.backend = backend;
    }

    @Override
    public SelectorKey register(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        requireOpen();
        requireSome(events);
        var key = new SelectorKey(channel, Descriptors.of(channel), events, data);
        if (channel.isBlocking()) {
            throw new IllegalBlockingModeException();
        }
        requireNew(key);
        keys.put(channel, key);
        owners.put(key.fd(), channel);
        try {
            backend.add(channel, key.events());
        } catch (Throwable refused) {
            forget(key);
            throw refused;
        }
        return key;
    }

    /** A channel that was closed has lost its number to the next one, registered or not. */
    private void requireNew(SelectorKey key) {
        var owner = owners.get(key.fd());
        if (keys.containsKey(key.channel()) || owner != null && owner.isOpen()) {
            throw new IllegalStateException(
                    "Descriptor %s is registered already: %s".formatted(key.fd(), key.channel()));
        }
    }

    @Override
    public SelectorKey unregister(SelectableChannel channel) {
        var key = key(channel);
        try {
            backend.remove(channel);
        } catch (IOException closedSince) {
            // the kernel has forgotten it by itself
        }
        forget(key);
        return key;
    }

    private void forget(SelectorKey key) {
        keys.remove(key.channel());
        owners.remove(key.fd(), key.channel());
    }

    @Override
    public SelectorKey modify(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        var old = key(channel);
        requireSome(events);
        var key = new SelectorKey(channel, old.fd(), events, data);
        keys.put(channel, key);
        if (!key.events().equals(old.events())) {
            try {
                backend.change(channel, key.events());
            } catch (Throwable refused) {
                keys.put(channel, old);
                throw refused;
            }
        }
        return key;
    }

    @Override
    public List<Ready> select(Duration timeout) throws IOException, InterruptedException {
        requireOpen();
        var ready = new ArrayList<Ready>();
        backend.await(
                bounded(timeout),
                (channel, happened) -> {
                    var key = keys.get(channel);
                    if (key == null || !channel.isOpen()) {
                        return; // a child process can keep a closed descriptor alive for a moment
                    }
                    var events = Events.common(happened, key.events());
                    if (!events.isEmpty()) {
                        ready.add(new Ready(key, events));
                    }
                });
        return ready;
    }

    private static Duration bounded(Duration timeout) {
        if (timeout == null || timeout.compareTo(LONGEST) > 0) {
            return null;
        }
        return timeout.isNegative() ? Duration.ZERO : timeout;
    }

    @Override
    public SelectorKey key(SelectableChannel channel) {
        requireOpen();
        var key = keys.get(channel);
        if (key == null) {
            throw new NoSuchElementException("Not registered: " + channel);
        }
        return key;
    }

    @Override
    public Map<SelectableChannel, SelectorKey> map() {
        return view;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        keys.clear();
        owners.clear();
        backend.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This selector is closed");
        }
    }

    private static void requireSome(Set<Event> events) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("No events to watch for");
        }
    }
}

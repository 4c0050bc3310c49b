package course.selectors.mistakes;

import course.select.system.Descriptors;
import course.selectors.Backend;
import course.selectors.Event;
import course.selectors.Selector;
import course.selectors.SelectorKey;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** A selector with a method for each thing that can be got wrong. */
abstract class PlainSelector implements Selector {
    final Backend backend;
    final Map<SelectableChannel, SelectorKey> keys = new LinkedHashMap<>();
    private boolean closed;

    PlainSelector(Backend backend) {
        this.backend = backend;
    }

    @Override
    public SelectorKey register(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        checkOpen();
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        checkNew(channel);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("no events");
        }
        if (channel.isBlocking()) {
            throw new IllegalBlockingModeException();
        }
        var key = new SelectorKey(channel, Descriptors.of(channel), events, data);
        add(key);
        return key;
    }

    void checkNew(SelectableChannel channel) throws IOException {
        for (var key : keys.values()) {
            if (key.channel().isOpen() && key.fd() == Descriptors.of(channel)) {
                throw new IllegalStateException("registered already");
            }
        }
    }

    void add(SelectorKey key) throws IOException {
        backend.add(key.channel(), key.events());
        keys.put(key.channel(), key);
    }

    @Override
    public SelectorKey unregister(SelectableChannel channel) {
        var key = key(channel);
        try {
            backend.remove(channel);
        } catch (IOException e) {
            cannotRemove(e);
        }
        forget(key);
        return key;
    }

    void cannotRemove(IOException e) {}

    void forget(SelectorKey key) {
        keys.remove(key.channel());
    }

    @Override
    public SelectorKey modify(SelectableChannel channel, Set<Event> events, Object data)
            throws IOException {
        var old = key(channel);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("no events");
        }
        change(old, new SelectorKey(channel, old.fd(), events, data));
        return keys.get(channel);
    }

    void change(SelectorKey old, SelectorKey changed) throws IOException {
        if (!old.events().equals(changed.events())) {
            backend.change(changed.channel(), changed.events());
        }
        keys.put(changed.channel(), changed);
    }

    @Override
    public List<Ready> select(Duration timeout) throws IOException, InterruptedException {
        checkOpen();
        var ready = emptyList();
        backend.await(
                bounded(timeout),
                (channel, events) -> {
                    if (!keys.containsKey(channel)) {
                        return;
                    }
                    var common = EnumSet.copyOf(events);
                    limit(common, keys.get(channel));
                    if (!common.isEmpty()) {
                        ready.add(new Ready(keys.get(channel), common));
                    }
                });
        return ready;
    }

    List<Ready> emptyList() {
        return new ArrayList<>();
    }

    void limit(Set<Event> events, SelectorKey key) {
        events.retainAll(key.events());
    }

    Duration bounded(Duration timeout) {
        if (timeout != null && timeout.isNegative()) {
            return Duration.ZERO;
        }
        var tooLong =
                timeout != null && timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0;
        return tooLong ? null : timeout;
    }

    @Override
    public SelectorKey key(SelectableChannel channel) {
        checkOpen();
        if (!keys.containsKey(channel)) {
            throw new NoSuchElementException("not registered");
        }
        return keys.get(channel);
    }

    @Override
    public Map<SelectableChannel, SelectorKey> map() {
        return Collections.unmodifiableMap(keys);
    }

    void checkOpen() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            keys.clear();
            backend.close();
        }
    }
}

package course.selectors.reference;

import course.select.Poll;
import course.select.system.Descriptors;
import course.selectors.Backend;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

final class PollBackend implements Backend {
    private final Poll poll;
    private final Set<SelectableChannel> watched = new HashSet<>();

    PollBackend(Poll poll) {
        this.poll = poll;
    }

    @Override
    public void add(SelectableChannel channel, Set<Event> events) throws IOException {
        Descriptors.of(channel); // poll would ask for it when it waits, and fail for all
        poll.register(channel, asked(events));
        watched.add(channel);
    }

    @Override
    public void change(SelectableChannel channel, Set<Event> events) throws IOException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        poll.modify(channel, asked(events));
    }

    @Override
    public void remove(SelectableChannel channel) {
        if (watched.remove(channel)) {
            poll.unregister(channel);
        }
    }

    @Override
    public void await(Duration timeout, Found found) throws IOException, InterruptedException {
        forgetClosed();
        for (var ready : poll.poll(timeout)) {
            found.ready(ready.channel(), happened(ready.events()));
        }
    }

    /** Poll has something to tell of a closed channel, and would not wait. */
    private void forgetClosed() {
        watched.removeIf(channel -> {
            if (channel.isOpen()) {
                return false;
            }
            poll.unregister(channel);
            return true;
        });
    }

    @Override
    public void close() {
        // a poll object has nothing of the system's
    }

    private static Set<Poll.Event> asked(Set<Event> events) {
        var asked = EnumSet.noneOf(Poll.Event.class);
        for (var event : events) {
            asked.add(event == Event.READ ? Poll.Event.IN : Poll.Event.OUT);
        }
        return asked;
    }

    private static Set<Event> happened(Set<Poll.Event> events) {
        boolean failed = events.contains(Poll.Event.ERR) || events.contains(Poll.Event.HUP);
        return Events.of(
                failed || events.contains(Poll.Event.IN),
                failed || events.contains(Poll.Event.OUT));
    }
}

package course.selectors.mistakes;

import course.select.system.Descriptors;
import course.select.system.FdSet;
import course.select.system.SystemCalls;
import course.selectors.Event;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

class PlainSelectBackend extends PlainPollBackend {

    @Override
    public void add(SelectableChannel channel, Set<Event> asked) throws IOException {
        check(Descriptors.of(channel));
        super.add(channel, asked);
    }

    void check(int fd) {
        if (fd >= FdSet.CAPACITY) {
            throw new IllegalArgumentException("no bit for descriptor " + fd);
        }
    }

    @Override
    public void await(Duration timeout, Found found) throws IOException, InterruptedException {
        dropClosed();
        var read = new FdSet();
        var write = new FdSet();
        var highest = -1;
        for (var channel : watched.keySet()) {
            var fd = number(channel);
            highest = Math.max(highest, fd);
            if (watched.get(channel).contains(Event.READ)) {
                read.add(fd);
            }
            if (watched.get(channel).contains(Event.WRITE)) {
                write.add(fd);
            }
        }
        var nfds = highest + 1;
        PlainBackends.waitFor(
                timeout,
                millis ->
                        SystemCalls.select(
                                nfds, read, write, null, millis < 0 ? -1 : millis * 1_000L));
        for (var channel : watched.keySet()) {
            var happened = EnumSet.noneOf(Event.class);
            if (read.contains(number(channel))) {
                happened.add(Event.READ);
            }
            if (write.contains(number(channel))) {
                happened.add(Event.WRITE);
            }
            if (!happened.isEmpty()) {
                found.ready(channel, happened);
            }
        }
    }
}

package course.select;

import static course.select.Epoll.Event.IN;

import course.kit.Background;
import course.kit.net.Network;
import course.select.Epoll.Ready;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How long a wait lasts, and what ends it. */
abstract class EpollWaits extends PollingWaits<Ready> {
    private final Epoll epoll;

    EpollWaits(Epoll epoll, Network network, Background background) {
        super(network, background);
        this.epoll = epoll;
    }

    @Override
    void watch(SelectableChannel channel) throws IOException {
        epoll.register(channel, Set.of(IN));
    }

    @Override
    void unwatch(SelectableChannel channel) throws IOException {
        epoll.unregister(channel);
    }

    @Override
    List<Ready> poll(Duration timeout) throws IOException, InterruptedException {
        return epoll.poll(timeout, EpollExamples.ALL);
    }

    @Override
    Ready readable(SelectableChannel channel) {
        return EpollExamples.ready(channel, IN);
    }
}

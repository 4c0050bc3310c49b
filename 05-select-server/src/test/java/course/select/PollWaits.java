package course.select;

import static course.kit.Assumptions.assumeTrue;
import static course.select.Poll.Event.IN;

import course.kit.Background;
import course.kit.net.Network;
import course.select.Poll.Ready;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How long a wait lasts, what ends it, and how much it can watch. */
abstract class PollWaits extends PollingWaits<Ready> {
    private final Poll poll;

    PollWaits(Poll poll, Network network, Background background) {
        super(network, background);
        this.poll = poll;
    }

    @Override
    void watch(SelectableChannel channel) throws IOException {
        poll.register(channel, Set.of(IN));
    }

    @Override
    List<Ready> poll(Duration timeout) throws IOException, InterruptedException {
        return poll.poll(timeout);
    }

    @Override
    Ready readable(SelectableChannel channel) {
        return PollExamples.ready(channel, IN);
    }

    @Test
    void twoThreadsCannotPollAtOnce() throws Exception {
        var pipe = network.pipe();
        watch(pipe.source());
        var first = waiter(null).awaitTheKernel();

        for (var attempt : List.of("a second thread's poll", "the second thread's next poll")) {
            Thrown.by(
                    () -> poll(AT_ONCE),
                    IllegalStateException.class,
                    "%s, while one waits",
                    attempt);
        }

        Pipes.put(pipe, "x");
        assertReady(first.answerAfter("a byte"))
                .as("what the first poll reports in the end")
                .containsExactly(readable(pipe.source()));
        assertReady(poll(AT_ONCE))
                .as("what another thread's poll reports after that")
                .containsExactly(readable(pipe.source()));
    }

    @Test
    void moreThan1024DescriptorsCanBeWatched() throws Exception {
        assumeTrue(
                HighDescriptors.most() > 4_000,
                "it takes 3,000 descriptors, which is more than ulimit -n leaves");
        var pipes = new ArrayList<Pipe>();
        for (var i = 0; i < 1_100; i++) {
            var pipe = network.pipe();
            watch(pipe.source());
            pipes.add(pipe);
        }

        Pipes.put(pipes.getFirst(), "x");
        Pipes.put(pipes.getLast(), "x");

        assertReady(poll(AT_ONCE))
                .as("the first and the last of 1,100 channels have bytes to read")
                .containsExactlyInAnyOrder(
                        readable(pipes.getFirst().source()), readable(pipes.getLast().source()));
    }
}

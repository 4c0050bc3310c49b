package course.select;

import static course.select.Poll.Event.IN;
import static course.select.Poll.Event.NVAL;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Poll.Ready;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How long a wait lasts, what ends it, and how much it can watch. */
abstract class PollWaits extends PollingWaits<Ready> {
    private final Poll poll;
    private final Candidate<Poll> polls;

    PollWaits(Poll poll, Candidate<Poll> polls, Network network, Background background) {
        super(network, background);
        this.poll = poll;
        this.polls = polls;
    }

    @Override
    void watch(SelectableChannel channel) throws IOException {
        poll.register(channel, Set.of(IN));
    }

    @Override
    void unwatch(SelectableChannel channel) {
        poll.unregister(channel);
    }

    @Override
    List<Ready> poll(Duration timeout) throws IOException, InterruptedException {
        return poll.poll(timeout);
    }

    @Override
    Ready readable(SelectableChannel channel) {
        return PollExamples.ready(channel, IN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"PT0S", "PT1M"})
    void anInterruptBeforeTheWaitEndsItAlsoWithAClosedChannel(Duration timeout) throws Exception {
        var closed = network.pipe().source();
        watch(closed);
        closed.close();

        Thread.currentThread().interrupt();
        Thrown.by(
                () -> poll(timeout),
                InterruptedException.class,
                "poll(%s) in a thread that was interrupted before, with a channel that was closed,",
                timeout);

        assertReady(poll(AT_ONCE))
                .as("what the next poll reports of the closed channel")
                .containsExactly(PollExamples.ready(closed, NVAL));
    }

    @Test
    void aChannelThatIsClosedWhileACallWaitsIsReportedAlsoWhenNothingElseHappens()
            throws Exception {
        isReportedWhenTheTimePasses(SelectableChannel::close, "a channel was closed");
    }

    @Test
    void aClosedChannelIsReportedAlsoWhenAnotherOneGetsItsNumberAndNothingElseHappens()
            throws Exception {
        isReportedWhenTheTimePasses(
                channel -> Pipes.quieten(Pipes.replace(channel, network)),
                "a channel was closed, and another one that is not ready got its number,");
    }

    /** Closes a channel. */
    private interface Closing {
        void of(SelectableChannel channel) throws IOException;
    }

    private void isReportedWhenTheTimePasses(Closing closing, String what) throws Exception {
        for (var attempt = 1; ; attempt++) {
            var closed = network.pipe().source();
            watch(closed);
            var waiter = waiter(Duration.ofMillis(100L * attempt)).awaitTheKernel();
            closing.of(closed);
            boolean closedInTime = waiter.isInTheKernel();

            var ready = waiter.answerAfter("its time");
            if (closedInTime) {
                assertReady(ready)
                        .as("%s during the wait, and then the time passed", what)
                        .containsExactly(PollExamples.ready(closed, NVAL));
                return;
            }
            unwatch(closed); // this machine is slow today: the wait was over before the close
        }
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
        var own = Thread.currentThread().getName();
        Thread.currentThread().setName(first.threadName());
        try {
            Thrown.by(
                    () -> poll(AT_ONCE),
                    IllegalStateException.class,
                    "the poll of a second thread that has the name of the one that waits");
        } finally {
            Thread.currentThread().setName(own);
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
    void aPollObjectKnowsNothingOfAnotherOnesWait() throws Exception {
        var first = network.pipe();
        var second = network.pipe();
        var other = polls.create();
        watch(first.source());
        other.register(second.source(), Set.of(IN));
        var waiter = waiter(null).awaitTheKernel();

        Pipes.put(second, "x");
        Thrown.nothingBy(
                () ->
                        assertReady(other.poll(AT_ONCE))
                                .as("what one poll object reports, while another one waits")
                                .containsExactly(readable(second.source())),
                "poll(%s) of one object, while a thread waits in that of another one,",
                AT_ONCE);
        waiter.withstandSignals();
        Pipes.put(first, "x");

        assertReady(waiter.answerAfter("a byte"))
                .as("what the poll reports that has waited meanwhile")
                .containsExactly(readable(first.source()));
    }

    /** What a poll may be refused for. */
    enum Reason {
        A_TIMEOUT_THAT_IS_TOO_LONG,
        AN_INTERRUPT
    }

    @ParameterizedTest
    @EnumSource
    void aPollThatWasRefusedKeepsNoOtherThreadOut(Reason reason) throws Exception {
        var pipe = network.pipe();
        watch(pipe.source());
        Pipes.put(pipe, "x");

        switch (reason) {
            case A_TIMEOUT_THAT_IS_TOO_LONG ->
                    Thrown.by(
                            () -> poll(Duration.ofMillis(Integer.MAX_VALUE + 1L)),
                            IllegalArgumentException.class,
                            "poll of 2,147,483,648 ms");
            case AN_INTERRUPT -> {
                Thread.currentThread().interrupt();
                Thrown.by(
                        () -> poll(AT_ONCE),
                        InterruptedException.class,
                        "poll(%s) in a thread that was interrupted before",
                        AT_ONCE);
            }
        }

        var waiter =
                new Waiter<>(
                        "another thread's poll, after one that was refused for " + reason + ",",
                        background,
                        () -> {
                            var ready = new ArrayList<Ready>();
                            Thrown.nothingBy(
                                    () -> ready.addAll(poll(null)),
                                    "another thread's poll, after one that was refused for %s,",
                                    reason);
                            return ready;
                        });
        assertReady(waiter.answerAfter("a byte"))
                .as("what another thread's poll reports")
                .containsExactly(readable(pipe.source()));
    }
}

package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Example;
import course.kit.Patience;
import course.kit.net.Network;
import course.kit.trace.Calls;
import course.select.Poll.Ready;
import course.select.system.SystemCalls;

import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/** What the parts of Poll's specification have in common. */
abstract class PollExamples {
    static final Duration AT_ONCE = Duration.ZERO;
    static final Duration SOON = Patience.limit();
    final Poll poll;
    final Network network;
    final Background background;

    PollExamples(Poll poll, Network network, Background background) {
        this.poll = Calls.recorded(Example.current().trace(), Poll.class, poll, CallNames::of);
        this.network = network;
        this.background = background;
    }

    static boolean theSystemHasPoll() {
        return SystemCalls.missing("poll").isEmpty();
    }

    static Ready ready(SelectableChannel channel, Poll.Event... events) {
        return new Ready(channel, EnumSet.copyOf(List.of(events)));
    }

    static ListAssert<Ready> assertReady(List<Ready> ready) {
        return assertThat(ready).as("what poll reports").withRepresentation(new ChannelNames());
    }

    static void assertThrows(
            Class<? extends Throwable> type, ThrowingCallable call, String what, Object... args) {
        Thrown.by(call, type, what, args);
    }
}

package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Example;
import course.kit.net.Network;
import course.kit.trace.Calls;
import course.select.system.Descriptors;
import course.select.system.SystemCalls;

import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the parts of Select's specification have in common. */
abstract class SelectExamples {
    static final List<SelectableChannel> NONE = List.of();
    static final Duration AT_ONCE = Duration.ZERO;
    static final Duration AMPLE = Duration.ofMinutes(1);

    final Select select;
    final Network network;
    final Background background;

    SelectExamples(Select select, Network network, Background background) {
        this.select =
                Calls.recorded(Example.current().trace(), Select.class, select, CallNames::of);
        this.network = network;
        this.background = background;
    }

    @BeforeEach
    void needsTheSystemCall() {
        SystemCalls.missing("select").ifPresent(Assumptions::abort);
    }

    /** Which of the three collections a channel is in. */
    enum Place {
        READERS,
        WRITERS,
        EXCEPTIONAL
    }

    Select.Ready select(Place place, List<? extends SelectableChannel> channels, Duration timeout)
            throws IOException, InterruptedException {
        return switch (place) {
            case READERS -> select.select(channels, NONE, NONE, timeout);
            case WRITERS -> select.select(NONE, channels, NONE, timeout);
            case EXCEPTIONAL -> select.select(NONE, NONE, channels, timeout);
        };
    }

    static List<SelectableChannel> of(Place place, Select.Ready ready) {
        return switch (place) {
            case READERS -> ready.readable();
            case WRITERS -> ready.writable();
            case EXCEPTIONAL -> ready.exceptional();
        };
    }

    static ListAssert<SelectableChannel> assertChannels(
            List<SelectableChannel> channels, String what, Object... arguments) {
        return assertThat(channels).as(what, arguments).withRepresentation(new ChannelNames());
    }

    static void assertNothing(Select.Ready ready, String when, Object... arguments) {
        for (var place : Place.values()) {
            assertChannels(
                            of(place, ready),
                            "what select reports of the %s, %s",
                            place.name().toLowerCase(Locale.ROOT),
                            when.formatted(arguments))
                    .isEmpty();
        }
    }

    Waiter<Select.Ready> waiter(Pipe pipe, Duration timeout) {
        return new Waiter<>(
                "select(" + timeout + ")",
                background,
                () -> select.select(List.of(pipe.source()), NONE, NONE, timeout));
    }

    List<Pipe> pipes(int count) throws IOException {
        var pipes = new ArrayList<Pipe>();
        for (var i = 0; i < count; i++) {
            pipes.add(network.pipe());
        }
        return pipes;
    }

    static List<SelectableChannel> sources(List<Pipe> pipes) {
        return pipes.stream().<SelectableChannel>map(Pipe::source).toList();
    }

    static void write(Pipe pipe) throws IOException {
        pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
    }

    static int number(SelectableChannel channel) {
        try {
            return Descriptors.of(channel);
        } catch (ClosedChannelException e) {
            throw new AssertionError(e);
        }
    }
}

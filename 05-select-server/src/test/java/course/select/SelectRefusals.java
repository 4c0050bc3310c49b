package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.net.Network;
import course.select.system.FdSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is refused, and that a later call works after it. */
abstract class SelectRefusals extends SelectExamples {
    SelectRefusals(Select select, Network network, Background background) {
        super(select, network, background);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT-1S", "PT-9223372036854775808S"})
    void aNegativeTimeoutIsRefused(Duration timeout) throws Exception {
        var pipe = network.pipe();
        write(pipe);

        Thrown.by(
                () -> select.select(NONE, NONE, NONE, timeout),
                IllegalArgumentException.class,
                "select(%s) with nothing to watch",
                timeout);
        Thrown.by(
                () -> select.select(List.of(pipe.source()), NONE, NONE, timeout),
                IllegalArgumentException.class,
                "select(%s) with a channel that is ready",
                timeout);
    }

    @ParameterizedTest
    @CsvSource({
        "READERS, false",
        "WRITERS, false",
        "EXCEPTIONAL, false",
        "READERS, true",
        "WRITERS, true",
        "EXCEPTIONAL, true"
    })
    void aClosedChannelIsRefusedInEachOfTheLists(Place place, boolean selectedWhileItWasOpen)
            throws Exception {
        var pipes = pipes(3);
        for (var pipe : pipes) {
            write(pipe);
        }
        for (var position : List.of(0, 1, 2)) {
            var channels = new ArrayList<>(sources(pipes));
            var closed = network.pipe().source();
            channels.set(position, closed);
            if (selectedWhileItWasOpen) {
                select(place, channels, AT_ONCE);
            }
            closed.close();

            Thrown.by(
                    () -> select(place, channels, AT_ONCE),
                    ClosedChannelException.class,
                    "select with a closed channel at index %s of the %s%s",
                    position,
                    place,
                    selectedWhileItWasOpen ? ", which was there as well while it was open," : "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDescriptorBeyondTheFdSetIsRefusedByItsNumber(Place place) throws Exception {
        var ready = network.pipe();
        write(ready);
        // no number that a message about the limit contains as well
        var beyond = HighDescriptors.pipeBeyond(FdSet.CAPACITY + 1, network).source();

        var thrown =
                Thrown.by(
                        () -> select(place, List.of(ready.source(), beyond), AT_ONCE),
                        IllegalArgumentException.class,
                        "select with descriptor %s as the second of the %s",
                        number(beyond),
                        place);

        assertThat(thrown.getMessage())
                .as("the message, which names descriptor %s", number(beyond))
                .contains(String.valueOf(number(beyond)));
    }

    @Test
    void theBoundIsExactly1024() throws Exception {
        var last = HighDescriptors.pipeWith(FdSet.CAPACITY - 1, network);
        var first = HighDescriptors.pipeWith(FdSet.CAPACITY, network);

        write(last);
        var ready = select.select(List.of(last.source()), List.of(last.sink()), NONE, AT_ONCE);
        var end = number(last.source()) == FdSet.CAPACITY - 1 ? last.source() : last.sink();
        assertThat(ready.readable().contains(end) || ready.writable().contains(end))
                .as("whether the channel with descriptor 1023 is reported, which is ready")
                .isTrue();

        var beyond = number(first.source()) == FdSet.CAPACITY ? first.source() : first.sink();
        Thrown.by(
                () -> select.select(List.of(beyond), NONE, NONE, AT_ONCE),
                IllegalArgumentException.class,
                "select with descriptor 1024");
    }

    /** What a call may be refused for. */
    enum Reason {
        A_NEGATIVE_TIMEOUT,
        A_CLOSED_CHANNEL,
        A_DESCRIPTOR_BEYOND,
        AN_INTERRUPT
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfARefusedCallIsLeftForTheNext(Reason reason) throws Exception {
        var busy = network.pipe();
        var quiet = network.pipe();
        write(busy);
        var waiter =
                new Waiter<>(
                        "a select after one that was refused for " + reason,
                        background,
                        () -> {
                            Thrown.by(
                                    () -> refused(reason, busy),
                                    Exception.class,
                                    "select with %s",
                                    reason);
                            return select.select(List.of(quiet.source()), NONE, NONE);
                        });

        waiter.awaitTheKernel();
        write(quiet);

        assertChannels(
                        waiter.answerAfter("a byte").readable(),
                        "readable, in a call after one that was refused for %s",
                        reason)
                .containsExactly(quiet.source());
    }

    private void refused(Reason reason, Pipe busy) throws Exception {
        var source = busy.source();
        switch (reason) {
            case A_NEGATIVE_TIMEOUT ->
                    select.select(List.of(source), NONE, NONE, Duration.ofMillis(-1));
            case A_CLOSED_CHANNEL -> {
                var closed = network.pipe().source();
                closed.close();
                select.select(List.of(source), List.of(busy.sink()), List.of(closed), AMPLE);
            }
            case A_DESCRIPTOR_BEYOND -> {
                var beyond = HighDescriptors.pipeBeyond(FdSet.CAPACITY, network).source();
                select.select(List.of(source), List.of(busy.sink()), List.of(beyond), AMPLE);
            }
            case AN_INTERRUPT -> {
                Thread.currentThread().interrupt();
                select.select(List.of(source), List.of(busy.sink()), NONE, AMPLE);
            }
        }
    }
}

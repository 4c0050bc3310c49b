package course.select;

import static course.select.Poll.Event.ERR;
import static course.select.Poll.Event.HUP;
import static course.select.Poll.Event.IN;
import static course.select.Poll.Event.OUT;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;

/** Hang-ups and errors. */
abstract class PollHangUps extends PollExamples {
    PollHangUps(Poll poll, Network network, Background background) {
        super(poll, network, background);
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            disabledReason = "other systems call the end of a pipe readable as well")
    void aHangUpComesWithTheBytesThatAreLeftAndAloneAfterThem() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of(IN));
        Pipes.put(pipe, "last words");

        pipe.sink().close();

        assertReady(poll.poll(AT_ONCE))
                .as("a pipe whose writer is gone, with bytes left in it")
                .containsExactly(ready(pipe.source(), IN, HUP));
        pipe.source().read(ByteBuffer.allocate(100));
        assertReady(poll.poll(AT_ONCE))
                .as("a pipe whose writer is gone, with nothing left in it")
                .containsExactly(ready(pipe.source(), HUP));
    }

    @Test
    void aHangUpIsReportedUnasked() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.source(), Set.of());
        Pipes.put(pipe, "x");

        assertReady(poll.poll(AT_ONCE)).as("nothing was asked for").isEmpty();

        pipe.sink().close();
        assertReady(poll.poll(AT_ONCE))
                .as("nothing was asked for, and the writer is gone")
                .containsExactly(ready(pipe.source(), HUP));
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            disabledReason = "other systems report a pipe without a reader as a hang-up")
    void anErrorIsReportedUnasked() throws Exception {
        var pipe = network.pipe();
        poll.register(pipe.sink(), Set.of());

        pipe.source().close();

        assertReady(poll.poll(AT_ONCE))
                .as("nothing was asked for, and the reader is gone")
                .containsExactly(ready(pipe.sink(), ERR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OUT", "IN OUT", "PRI OUT"})
    @EnabledOnOs(
            value = OS.LINUX,
            disabledReason = "other systems report a pipe without a reader as a hang-up")
    void anErrorIsReportedBesideWhatWasAskedFor(String asked) throws Exception {
        var pipe = network.pipe();
        var events = EnumSet.noneOf(Poll.Event.class);
        for (var event : asked.split(" ")) {
            events.add(Poll.Event.valueOf(event));
        }
        poll.register(pipe.sink(), events);
        assertReady(poll.poll(AT_ONCE)).containsExactly(ready(pipe.sink(), OUT));

        pipe.source().close();

        assertReady(poll.poll(AT_ONCE))
                .as("%s was asked for, and the reader is gone", events)
                .singleElement()
                .satisfies(ready -> assertThat(ready.events()).contains(ERR));
    }
}

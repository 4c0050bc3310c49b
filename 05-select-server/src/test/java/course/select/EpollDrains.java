package course.select;

import static course.select.Epoll.Event.EDGE_TRIGGERED;
import static course.select.Epoll.Event.IN;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;

/** Reading until nothing is left. */
abstract class EpollDrains extends EpollExamples {
    EpollDrains(Epoll epoll, Network network, Background background) {
        super(epoll, network, background);
    }

    @Test
    void aDrainLeavesNothingBehind() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN, EDGE_TRIGGERED));
        Pipes.fill(pipe);
        assertReady(epoll.poll(AT_ONCE, ALL)).containsExactly(ready(pipe.source(), IN));

        var ended = epoll.drain(pipe.source(), new Received());

        assertThat(empty(pipe)).as("bytes still to be read after drain").isZero();
        assertThat(ended).as("whether the stream has ended, when its writer is there").isFalse();
    }

    @Test
    void aDrainTellsTheEndOfTheStream() throws Exception {
        var pipe = network.pipe();
        Pipes.put(pipe, "last words");
        pipe.sink().close();
        var received = new Received();

        var ended = epoll.drain(pipe.source(), received);

        assertThat(received).as("what drain has read").hasToString("last words");
        assertThat(ended)
                .as("whether the stream has ended, when its writer is gone: no further edge tells")
                .isTrue();
    }

    @Test
    void aDrainTellsTheEndOfAStreamThatHasNothingLeft() throws Exception {
        var pipe = network.pipe();
        pipe.sink().close();
        var received = new Received();

        var ended = epoll.drain(pipe.source(), received);

        assertThat(received).as("what drain has read").hasToString("");
        assertThat(ended).as("whether the stream has ended, when its writer is gone").isTrue();
    }

    @Test
    void aDrainGoesOnAfterASmallPiece() throws Exception {
        var received = new Received();

        var ended = epoll.drain(new Script("one ", "t", "wo ", "three", "", "four"), received);

        assertThat(received)
                .as("what drain has read, until a read gave nothing")
                .hasToString("one two three");
        assertThat(ended).as("whether the stream has ended").isFalse();
    }

    @Test
    void aDrainFailsWhenTheConnectionIsBroken() throws Exception {
        var connection = Connection.over(network);
        epoll.register(connection.channel(), Set.of(IN));
        connection.client().resets();
        epoll.poll(SOON, ALL);

        assertThrows(
                IOException.class,
                () -> epoll.drain(connection.channel(), new Received()),
                "drain of a connection that the client has reset");
    }

    @Test
    void aSinkMayDrainAnotherChannel() throws Exception {
        var received = new StringBuilder();

        epoll.drain(
                new Script("outer 1 ", "outer 2 "),
                piece -> {
                    drain(new Script("inner, and longer than the outer one "), received);
                    append(piece, received);
                });

        assertThat(received)
                .as("what the sinks have got, where each outer piece makes an inner drain first")
                .hasToString(
                        "inner, and longer than the outer one outer 1 "
                                + "inner, and longer than the outer one outer 2 ");
    }

    private void drain(Script channel, StringBuilder received) {
        try {
            epoll.drain(channel, piece -> append(piece, received));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(ByteBuffer piece, StringBuilder received) {
        while (piece.hasRemaining()) {
            received.append((char) piece.get());
        }
    }

    @Test
    void whatASinkDoesWithItsPieceChangesNoOther() throws Exception {
        var received = new StringBuilder();

        epoll.drain(
                new Script("one ", "two ", "three ", "four ", "five"),
                piece -> {
                    received.append((char) piece.get(piece.position()));
                    switch (received.length()) {
                        case 1 -> piece.position(piece.limit());
                        case 2 -> piece.clear();
                        case 3 -> piece.limit(piece.position());
                        case 4 -> {} // left as it is
                        default -> append(piece, received);
                    }
                });

        assertThat(received)
                .as(
                        "the first letters of four pieces that a sink leaves in odd ways, and the"
                                + " last")
                .hasToString("ottfffive");
    }

    @Test
    void aSinkMayWriteIntoItsPiece() throws Exception {
        var received = new StringBuilder();

        epoll.drain(
                new Script("one ", "two ", "three"),
                piece -> {
                    Thrown.nothingBy(
                            () -> {
                                for (var i = piece.position(); i < piece.limit(); i++) {
                                    piece.put(i, (byte) Character.toUpperCase(piece.get(i)));
                                }
                            },
                            "a sink that puts its piece into upper case, in place,");
                    append(piece, received);
                });

        assertThat(received)
                .as("what a sink has got that puts each piece into upper case, in place")
                .hasToString("ONE TWO THREE");
    }

    @Test
    void whatASinkThrowsEndsTheDrainAndTheRestCanBeDrainedLater() throws Exception {
        var channel = new Script("one ", "two ", "three");
        var failure = new IllegalStateException("the sink is full");

        var thrown =
                catchThrowable(() ->
                        epoll.drain(
                                channel,
                                piece -> {
                                    throw failure;
                                }));

        assertThat(thrown).as("what drain throws, when its sink does").isSameAs(failure);
        var received = new Received();
        assertThat(epoll.drain(channel, received)).as("whether the stream has ended").isTrue();
        assertThat(received).as("what the next drain reads").hasToString("two three");
    }

    @Test
    void aDrainThatFailsHasGivenWhatCameBefore() throws Exception {
        var received = new Received();
        var broken = new Script("one ", "two", Script.BROKEN);

        assertThrows(
                IOException.class,
                () -> epoll.drain(broken, received),
                "drain of a channel whose third read fails");

        assertThat(received).as("what the sink has got before").hasToString("one two");
    }

    @Test
    void edgesAndDrainsTogetherMissNothing() throws Exception {
        var connection = Connection.over(network);
        connection.channel().setOption(StandardSocketOptions.SO_RCVBUF, 65_536);
        var sent = new byte[300_000];
        new Random(5).nextBytes(sent);
        epoll.register(connection.channel(), Set.of(IN, EDGE_TRIGGERED));

        background.start("the client", () -> connection.client().says(sent).finishes());
        var received = new Received();
        boolean ended;
        do {
            assertReady(epoll.poll(SOON, ALL))
                    .as(
                            "the next report, when %,d of %,d bytes have been drained, and the end"
                                    + " has not come yet",
                            received.size(), sent.length)
                    .hasSize(1);
            ended = epoll.drain(connection.channel(), received);
        } while (!ended);

        assertThat(received.size()).as("bytes read when the end was").isEqualTo(sent.length);
        assertThat(Arrays.mismatch(received.toByteArray(), sent))
                .as("the first byte that differs from what was sent (-1 if none does)")
                .isEqualTo(-1);
    }
}

package course.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Exercise;
import course.kit.net.Network;
import course.select.system.Descriptors;
import course.select.system.FdSet;
import course.select.system.SystemCalls;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

@Exercise(id = "5.1", title = "Select", section = "Select\\Poll\\Epoll异步IO")
class SelectSpec {
    private static final List<SelectableChannel> NONE = List.of();
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration AMPLE = Duration.ofMinutes(1);

    private final Select select;
    private final Network network;
    private final Background background;

    SelectSpec(Select select, Network network, Background background) {
        this.select = select;
        this.network = network;
        this.background = background;
    }

    @BeforeEach
    void needsTheSystemCall() {
        SystemCalls.missing("select").ifPresent(Assumptions::abort);
    }

    @Test
    void aChannelWithBytesIsReadable() throws Exception {
        var quiet = network.pipe();
        var busy = network.pipe();
        write(busy);

        var ready = select.select(List.of(quiet.source(), busy.source()), NONE, NONE, AT_ONCE);

        assertThat(ready.readable())
                .as("readable, with bytes in the second of two pipes")
                .containsExactly(busy.source());
    }

    @Test
    void aChannelIsNotReadableAnyMoreOnceItsBytesAreRead() throws Exception {
        var pipe = network.pipe();
        write(pipe);
        select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE);
        pipe.source().read(ByteBuffer.allocate(10));

        var ready = select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE);

        assertThat(ready.readable()).as("readable, after all was read").isEmpty();
    }

    @Test
    void theEndOfTheStreamIsReadable() throws Exception {
        var pipe = network.pipe();
        pipe.sink().close();

        var ready = select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE);

        assertThat(ready.readable())
                .as("readable, when the writing end is closed: a read would return -1 at once")
                .containsExactly(pipe.source());
    }

    @Test
    void aConnectionToAcceptMakesTheListenerReadable() throws Exception {
        var listener = network.listener();
        assertThat(select.select(List.of(listener), NONE, NONE, AT_ONCE).isEmpty())
                .as("nothing is ready before anybody connects")
                .isTrue();
        network.client(listener);

        var ready = select.select(List.of(listener), NONE, NONE, AMPLE);

        assertThat(ready.readable())
                .as("readable, when a client has connected")
                .containsExactly(listener);
    }

    @Test
    void aChannelWithRoomIsWritable() throws Exception {
        var full = network.pipe();
        while (full.sink().write(ByteBuffer.allocate(4096)) > 0) {}
        var empty = network.pipe();

        var ready = select.select(NONE, List.of(full.sink(), empty.sink()), NONE, AT_ONCE);

        assertThat(ready.writable())
                .as("writable, where the first of two pipes is full")
                .containsExactly(empty.sink());
    }

    @Test
    void aFinishedConnectionAttemptIsWritable() throws Exception {
        var listener = network.listener();
        var connecting = network.open(SocketChannel.open());
        connecting.configureBlocking(false);
        connecting.connect(listener.getLocalAddress());

        var ready = select.select(NONE, List.of(connecting), NONE, AMPLE);

        assertThat(ready.writable()).containsExactly(connecting);
        assertThat(connecting.finishConnect()).isTrue();
    }

    @Test
    void urgentDataIsExceptional() throws Exception {
        var listener = network.listener();
        var client = network.client(listener);
        var connection = network.open(listener.accept());
        client.shouts('!');

        var ready = select.select(NONE, NONE, List.of(connection), AMPLE);

        assertThat(ready.exceptional())
                .as("exceptional, when the client has sent urgent data")
                .containsExactly(connection);
    }

    @Test
    void theThreeListsAreKeptApart() throws Exception {
        var listener = network.listener();
        var client = network.client(listener).says("abc");
        var connection = network.open(listener.accept());
        select.select(List.of(connection), NONE, NONE, AMPLE);
        var both = List.of(connection);

        var ready = select.select(both, both, both, AT_ONCE);

        assertThat(ready.readable())
                .as("readable: %s sent abc", client)
                .containsExactly(connection);
        assertThat(ready.writable()).as("writable: there is room").containsExactly(connection);
        assertThat(ready.exceptional()).as("exceptional: no urgent data").isEmpty();
    }

    @Test
    void onlyWhatWasAskedForIsReported() throws Exception {
        var listener = network.listener();
        network.client(listener).says("abc");
        var connection = network.open(listener.accept());
        select.select(List.of(connection), NONE, NONE, AMPLE);

        var ready = select.select(NONE, List.of(connection), NONE, AT_ONCE);

        assertThat(ready.readable())
                .as("readable: bytes are there, but nobody asked for readers")
                .isEmpty();
    }

    @Test
    void theHighestDescriptorIsWatchedToo() throws Exception {
        var pipes = pipes(5);
        pipes.sort((one, other) -> Integer.compare(number(other), number(one)));
        write(pipes.getFirst());

        var ready = select.select(sources(pipes), NONE, NONE, AT_ONCE);

        assertThat(ready.readable())
                .as("readable: the channel with the highest descriptor of five has bytes")
                .containsExactly(pipes.getFirst().source());
    }

    @Test
    void ofAHundredChannelsExactlyTheReadyOnesAreListedInTheOrderGiven() throws Exception {
        var pipes = pipes(100);
        Collections.reverse(pipes);
        var busy = new ArrayList<SelectableChannel>();
        for (var i = 0; i < pipes.size(); i += 7) {
            write(pipes.get(i));
            busy.add(pipes.get(i).source());
        }

        var ready = select.select(sources(pipes), NONE, NONE, AT_ONCE);

        assertThat(ready.readable()).containsExactlyElementsOf(busy);
    }

    @Test
    void whatWasReadyOnceDoesNotWakeALaterCall() throws Exception {
        var busy = network.pipe();
        var quiet = network.pipe();
        write(busy);
        var waiter =
                new Waiter<>(
                        "a second select",
                        background,
                        () -> {
                            var both = List.of(busy.source(), quiet.source());
                            select.select(both, List.of(busy.sink()), NONE, AT_ONCE);
                            return select.select(List.of(quiet.source()), NONE, NONE);
                        });

        waiter.awaitTheKernel();
        write(quiet);

        assertThat(waiter.answerAfter("a byte").readable()).containsExactly(quiet.source());
    }

    @Test
    void aZeroTimeoutLooksAndReturns() throws Exception {
        var pipe = network.pipe();

        var ready = select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE);

        assertThat(ready.isEmpty()).isTrue();
    }

    @Test
    void whenTheTimeHasPassedAllListsAreEmpty() throws Exception {
        var pipe = network.pipe();

        var ready = select.select(List.of(pipe.source()), NONE, NONE, Duration.ofMillis(20));

        assertThat(ready.isEmpty()).isTrue();
    }

    @Test
    void withoutATimeoutItWaitsUntilSomethingHappens() throws Exception {
        var pipe = network.pipe();
        var waiter = waiter(pipe, null);
        waiter.awaitTheKernel();

        write(pipe);

        assertThat(waiter.answerAfter("a byte").readable()).containsExactly(pipe.source());
    }

    @Test
    void aNegativeTimeoutIsRefused() {
        assertThatThrownBy(
                        () -> select.select(NONE, NONE, NONE, Duration.ofNanos(-1)),
                        "select with a timeout of -1 ns, and nothing to watch")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedChannelIsRefusedInEachOfTheLists() throws Exception {
        var closed = network.pipe();
        closed.source().close();
        var list = List.of(closed.source());

        assertThatThrownBy(
                        () -> select.select(list, NONE, NONE, AT_ONCE),
                        "a closed channel among the readers")
                .isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(
                        () -> select.select(NONE, list, NONE, AT_ONCE),
                        "a closed channel among the writers")
                .isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(
                        () -> select.select(NONE, NONE, list, AT_ONCE),
                        "a closed channel among the exceptional ones")
                .isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aDescriptorBeyondTheFdSetIsRefusedByItsNumber() throws Exception {
        var beyond = HighDescriptors.pipeBeyond(FdSet.CAPACITY, network).source();

        assertThatThrownBy(
                        () -> select.select(List.of(beyond), NONE, NONE, AT_ONCE),
                        "select on descriptor %s",
                        number(beyond))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(number(beyond)));
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        var pipe = network.pipe();
        var waiter =
                new Waiter<>(
                        "select", background, () -> isInterruptedAfterAnInterruptedSelect(pipe));
        waiter.awaitTheKernel();

        waiter.interrupt();

        assertThat(waiter.answerAfter("an interrupt"))
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
    }

    @Test
    void anInterruptThatCameBeforeEndsItAsWell() throws Exception {
        var pipe = network.pipe();
        write(pipe);
        Thread.currentThread().interrupt();

        assertThatThrownBy(
                        () -> select.select(List.of(pipe.source()), NONE, NONE, AMPLE),
                        "select by a thread that was interrupted before")
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void aSignalDoesNotEndTheWait() throws Exception {
        var pipe = network.pipe();
        var waiter = waiter(pipe, AMPLE);
        waiter.awaitTheKernel();

        waiter.withstandSignals();
        write(pipe);

        assertThat(waiter.answerAfter("a byte").readable())
                .as("readable, after many signals and one byte")
                .containsExactly(pipe.source());
    }

    @Test
    void aSignalDoesNotMakeTheWaitStartAnew() throws Exception {
        var waiter = waiter(network.pipe(), Duration.ofMillis(200));
        waiter.awaitTheKernel();

        var ready = waiter.answerAmongSignals();

        assertThat(ready.isEmpty()).as("nothing was ready").isTrue();
    }

    @Test
    void withNothingToWatchItWaitsForItsTime() throws Exception {
        new Waiter<>("select", background, () -> select.select(NONE, NONE, NONE, AMPLE))
                .awaitTheKernel();
    }

    @Test
    void threadsThatSelectAtOnceDoNotDisturbEachOther() throws Exception {
        var first = network.pipe();
        var second = network.pipe();
        write(first);
        write(second);

        var meanwhile = background.start("another select", () -> selectAgainAndAgain(second));
        selectAgainAndAgain(first);

        meanwhile.awaitEnd();
    }

    private void selectAgainAndAgain(Pipe pipe) throws Exception {
        for (var i = 0; i < 20_000; i++) {
            var ready = select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE);
            if (ready.readable().size() != 1) {
                throw new AssertionError(
                        "a pipe with bytes was not readable while another thread was selecting");
            }
        }
    }

    private Waiter<Select.Ready> waiter(Pipe pipe, Duration timeout) {
        return new Waiter<>(
                "select",
                background,
                () -> select.select(List.of(pipe.source()), NONE, NONE, timeout));
    }

    private boolean isInterruptedAfterAnInterruptedSelect(Pipe pipe) {
        assertThatThrownBy(
                        () -> select.select(List.of(pipe.source()), NONE, NONE),
                        "select in a thread that is interrupted meanwhile")
                .isInstanceOf(InterruptedException.class);
        return Thread.currentThread().isInterrupted();
    }

    private List<Pipe> pipes(int count) throws IOException {
        var pipes = new ArrayList<Pipe>();
        for (var i = 0; i < count; i++) {
            pipes.add(network.pipe());
        }
        return pipes;
    }

    private static List<SelectableChannel> sources(List<Pipe> pipes) {
        return pipes.stream().<SelectableChannel>map(Pipe::source).toList();
    }

    private static void write(Pipe pipe) throws IOException {
        pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
    }

    private static int number(Pipe pipe) {
        return number(pipe.source());
    }

    private static int number(SelectableChannel channel) {
        try {
            return Descriptors.of(channel);
        } catch (ClosedChannelException e) {
            throw new AssertionError(e);
        }
    }
}

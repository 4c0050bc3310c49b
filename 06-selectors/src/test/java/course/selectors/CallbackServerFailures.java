package course.selectors;

import static course.kit.Assumptions.assumeTrue;
import static course.selectors.Event.READ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.sun.management.UnixOperatingSystemMXBean;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Program;
import course.kit.WhenTheRestIsRight;
import course.kit.net.Network;
import course.select.FaultyListener;
import course.selectors.CallbackServer.Callback;
import course.selectors.CallbackServer.Log;
import course.selectors.demo.Crowd;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;

/** Callbacks that throw, descriptors that run out, the end of the server. */
abstract class CallbackServerFailures extends CallbackServerExamples {
    private static final int MANY_CLIENTS = 10_000;

    CallbackServerFailures(
            CallbackServer server,
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background)
            throws Exception {
        super(server, selectors, backends, network, background);
    }

    @Test
    void aCallbackThatThrowsCostsItsOwnChannel() throws Exception {
        for (var thrown :
                List.of(new Exception("broken"), new IllegalStateException("broken, too"))) {
            var broken = fullPipe();
            Callback throwing =
                    (key, events) -> {
                        throw thrown;
                    };
            var key = selector.register(broken.source(), Set.of(READ), throwing);
            var others = List.of(fullPipe(), fullPipe());
            for (var other : others) {
                selector.register(other.source(), Set.of(READ), consuming(other));
            }

            start();
            selector.awaitAsleep(background);

            verify(log).failed(key, thrown);
            assertThat(broken.source().isOpen()).as("the channel is open").isFalse();
            assertThat(selector.map()).as("the map").doesNotContainKey(broken.source());
            for (var other : others) {
                var data = (Callback) selector.key(other.source()).data();
                verify(data).ready(any(), any());
            }
            serves(network.client(listener));
            serving.stop();
        }
    }

    @Test
    void aCallbackMayEndItsChannelAndThenThrow() throws Exception {
        var pipe = fullPipe();
        Callback callback =
                (key, events) -> {
                    selector.unregister(key.channel());
                    key.channel().close();
                    throw new IOException("that was all");
                };
        selector.register(pipe.source(), Set.of(READ), callback);

        start();
        selector.awaitAsleep(background);

        serves(network.client(listener));
    }

    @Test
    void anInterruptedCallbackEndsTheServer() throws Exception {
        var pipe = fullPipe();
        Callback callback =
                (key, events) -> {
                    throw new InterruptedException();
                };
        selector.register(pipe.source(), Set.of(READ), callback);

        start();
        serving.awaitEnd();

        assertThat(listener.isOpen()).as("the listener is open").isFalse();
        verify(log, never()).failed(any(), any());
    }

    @Test
    void withoutDescriptorsItServesWhomItHasAndDoesNotSpin() throws Exception {
        var scarce = faultyListener();
        start(scarce, log);
        var first = network.client(listener);
        serves(first);

        scarce.exhaust();
        network.client(listener).says("is anybody there?");
        awaitRefusal(scarce);

        serves(first);
        selector.awaitAsleep(background);
        serves(first);
    }

    @Test
    void aConnectionThatCannotBeWatchedIsClosed() throws Exception {
        var choosy = mock(Selector.class, delegatesTo(selector));
        doThrow(new IllegalArgumentException("no bit for it"))
                .doThrow(new IOException("no room for it"))
                .doAnswer(delegatesTo(selector))
                .when(choosy)
                .register(isA(SocketChannel.class), any(), any());
        start(network.listener(), choosy, log);

        network.client(listener).hearsTheEnd();
        network.client(listener).hearsTheEnd();

        serves(network.client(listener));
    }

    @Test
    void whenAConnectionEndsTheNextClientIsAccepted() throws Exception {
        selector.stopTheClock();
        var scarce = faultyListener();
        start(scarce, log);
        var first = network.client(listener);
        serves(first);
        scarce.exhaust();
        var second = network.client(listener).says("xyz");
        awaitRefusal(scarce);
        serves(first);
        selector.awaitAsleep(background);

        scarce.recover();
        first.leaves();

        background.await(
                "the next client is accepted when a connection ends, and not only after a second"
                        + " (which would never be over here: no time passes)",
                () -> selector.watches(second));
        second.hears("xyz");
    }

    @Test
    void itTriesAgainToAcceptAlsoWhenNobodyLeaves() throws Exception {
        var scarce = faultyListener();
        start(scarce, log);
        scarce.exhaust();
        var client = network.client(listener).says("xyz");
        awaitRefusal(scarce);
        selector.awaitAsleep(background);

        scarce.recover();

        client.hears("xyz");
    }

    @Test
    @Deadline(seconds = 20)
    void anInterruptStopsItAndClosesAll() throws Exception {
        var others = network.pipe().source();
        selector.register(others, Set.of(READ), mock(Callback.class));
        start();
        var idle = network.client(listener);
        serves(idle);
        var stalled = network.client(listener);
        pourUntilTheServerTakesNoMore(stalled, idle);

        serving.stop();

        idle.hearsTheEnd();
        assertThat(listener.isOpen()).as("the listener is open").isFalse();
        assertThat(others.isOpen()).as("somebody else's channel is open").isTrue();
        assertThat(selector.map()).as("the selector's map").containsOnlyKeys(others);
        assertThat(interruptedAtTheEnd)
                .as("the thread's interrupt status, when the server has returned")
                .isTrue();
    }

    @Test
    void whenTheSelectorFailsAllConnectionsAreClosed() throws Exception {
        listener = network.listener();
        serving =
                background.start(
                        "the server",
                        () ->
                                SelectorExamples.assertThrows(
                                        IOException.class,
                                        () -> server.serve(listener, selector, log),
                                        "serve, when its selector does,"));
        var client = network.client(listener);
        serves(client);
        selector.awaitAsleep(background);

        selector.failWith(new IOException("broken"));
        network.client(listener);

        client.hearsTheEnd();
        serving.awaitEnd();
    }

    @Test
    @Deadline(seconds = 30)
    @WhenTheRestIsRight
    void tenThousandConnectionsAreServedByOneThread() throws Exception {
        assumeTrue(
                freeDescriptors() > MANY_CLIENTS + 100,
                "it takes 10,100 descriptors, which is more than ulimit -n leaves");
        listener = network.listener();
        serving = background.start("the server", () -> server.serve(listener, plain, new Log() {}));
        var port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        serves(network.client(listener));

        try (var crowd =
                Program.start(Crowd.class, String.valueOf(port), String.valueOf(MANY_CLIENTS))) {
            crowd.awaitLine(MANY_CLIENTS + " answered");

            background.await(
                    "the server has no threads but its own",
                    () -> serving.thread().getThreadGroup().activeCount() == 2);
            assertThat(plain.map())
                    .as("who is registered: the crowd, a client, and the listener")
                    .hasSize(MANY_CLIENTS + 2);
            crowd.types("thank you");
        }
    }

    private void awaitRefusal(FaultyListener scarce) {
        background.await("the server tries to accept the next client", scarce::hasRefused);
    }

    private static long freeDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}

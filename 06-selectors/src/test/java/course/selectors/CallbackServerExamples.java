package course.selectors;

import static course.kit.Assumptions.assumeTrue;
import static course.selectors.SelectorExamples.assertPassedOn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.withSettings;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.select.FaultyListener;
import course.select.Pipes;
import course.select.ServerConversations;
import course.select.ServerTrace;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Kind;
import course.selectors.CallbackServer.Callback;
import course.selectors.CallbackServer.Log;

import org.assertj.core.api.ListAssert;
import org.mockito.invocation.Invocation;
import org.mockito.listeners.MethodInvocationReport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the parts of CallbackServer's specification have in common. */
abstract class CallbackServerExamples {
    /** java.nio watches channels of the JDK alone; these others take the spec's, too. */
    static final boolean WATCHES_ANY_CHANNEL = Availability.here().missing(Kind.POLL).isEmpty();

    final CallbackServer server;
    final Selector plain;
    final WatchedSelector selector;
    private final ServerTrace trace = new ServerTrace();
    final Network network;
    final Background background;
    final Log log = mock(Log.class, withSettings().invocationListeners(this::isLogged));
    ServerSocketChannel listener;
    Background.Task serving;
    volatile boolean interruptedAtTheEnd;
    Pipe left;
    Pipe right;

    CallbackServerExamples(
            CallbackServer server,
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background)
            throws Exception {
        this.server = server;
        this.network = network;
        this.background = background;
        var all = backends.create(Availability.here());
        this.plain = selectors.create(all.open(all.choose().kind()));
        this.selector = new WatchedSelector(plain);
    }

    private void isLogged(MethodInvocationReport report) {
        if (report.getInvocation() instanceof Invocation call) {
            var connections = new ArrayList<SocketChannel>();
            for (var argument : call.getArguments()) {
                if (argument instanceof SocketChannel connection) {
                    connections.add(connection);
                }
            }
            connections.forEach(connection ->
                    trace.logs(WatchedSelector.remotePort(connection), call.getMethod().getName()));
        }
    }

    void start() throws IOException {
        start(network.listener(), log);
    }

    void start(ServerSocketChannel listener, Log log) {
        start(listener, selector, log);
    }

    void start(ServerSocketChannel listener, Selector selector, Log log) {
        this.listener = listener;
        serving =
                background.start(
                        "the server",
                        () -> {
                            server.serve(listener, selector, log);
                            interruptedAtTheEnd = Thread.currentThread().isInterrupted();
                        });
    }

    /** Starts a server that is expected to end with this failure. */
    void startUntil(Throwable failure, Selector selector) throws IOException {
        listener = network.listener();
        serving =
                background.start(
                        "the server",
                        () ->
                                assertPassedOn(
                                        failure,
                                        () -> server.serve(listener, selector, log),
                                        "serve, ended by %s,",
                                        failure));
    }

    /** Starts a server that may end with this failure, or go on in spite of it. */
    void startInSpiteOf(Throwable failure, Selector selector) throws IOException {
        listener = network.listener();
        serving =
                background.start(
                        "the server",
                        () -> {
                            try {
                                server.serve(listener, selector, log);
                            } catch (RuntimeException | Error thrown) {
                                if (thrown != failure) {
                                    throw thrown;
                                }
                            }
                        });
    }

    /** Waits for the end of a client's connection, and says why it must come if it does not. */
    static void hearsTheEnd(Peer client, String why, Object... args) throws IOException {
        try {
            client.hearsTheEnd();
        } catch (AssertionError notYet) {
            throw new AssertionError(
                    "%s; %s".formatted(notYet.getMessage(), why.formatted(args)), notYet);
        }
    }

    /** What somebody else's callback does. */
    interface Action {
        void run() throws Exception;
    }

    /** A channel whose callback does this, as soon as there is a byte to read. Before the start. */
    Pipe trigger(Action action) throws Exception {
        var pipe = network.pipe();
        Callback callback =
                (key, events) -> {
                    pipe.source().read(ByteBuffer.allocate(1));
                    action.run();
                };
        selector.register(pipe.source(), Set.of(Event.READ), callback);
        return pipe;
    }

    /** How another callback ends a channel that is not its own. */
    enum ByOthers {
        CLOSED,
        CLOSED_AND_UNREGISTERED,
        UNREGISTERED_AND_CLOSED;

        void end(SelectableChannel channel, Selector selector) throws IOException {
            if (this == UNREGISTERED_AND_CLOSED) {
                selector.unregister(channel);
            }
            channel.close();
            if (this == CLOSED_AND_UNREGISTERED) {
                selector.unregister(channel);
            }
        }
    }

    /** One call of a callback. */
    record Call(SelectorKey key, Set<Event> events) {}

    /** How a callback, which is a mock, was called. */
    static ListAssert<Call> assertCalls(String whose, Callback callback) {
        var calls =
                mockingDetails(callback).getInvocations().stream()
                        .map(call -> new Call(call.getArgument(0), call.getArgument(1)))
                        .toList();
        return assertThat(calls)
                .as("the calls of %s callback", whose)
                .withRepresentation(new KeyNames());
    }

    /** What the log, which is a mock, was told by this method. */
    static List<Invocation> told(Log log, String method) {
        return mockingDetails(log).getInvocations().stream()
                .filter(call -> call.getMethod().getName().equals(method))
                .toList();
    }

    static void assertTold(Log log, String method, int times) {
        assertThat(told(log, method))
                .withFailMessage(
                        "the log was told %s %s times, and not %s: %s",
                        method, told(log, method).size(), times, told(log, method))
                .hasSize(times);
    }

    FaultyListener faultyListener() throws IOException {
        assumeTrue(WATCHES_ANY_CHANNEL, "java.nio watches channels of the JDK alone");
        return new FaultyListener(network.listener());
    }

    static void serves(Peer client) throws IOException {
        client.says("tick").hears("tick");
    }

    /** A pipe with one byte to read. */
    Pipe fullPipe() throws IOException {
        var pipe = network.pipe();
        Pipes.put(pipe, "x");
        return pipe;
    }

    /** A callback that reads one byte at each call. */
    static Callback consuming(Pipe pipe) throws Exception {
        var callback = mock(Callback.class);
        doAnswer(call -> pipe.source().read(ByteBuffer.allocate(1)))
                .when(callback)
                .ready(any(), any());
        return callback;
    }

    static int pourUntilTheServerTakesNoMore(Peer client, Peer other) throws IOException {
        return ServerConversations.pourUntilTheServerTakesNoMore(client, () -> serves(other));
    }
}

package course.selectors;

import static course.kit.Assumptions.assumeTrue;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.select.FaultyListener;
import course.select.Pipes;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Kind;
import course.selectors.CallbackServer.Callback;
import course.selectors.CallbackServer.Log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.util.Random;

/** What the parts of CallbackServer's specification have in common. */
abstract class CallbackServerExamples {
    /** java.nio watches channels of the JDK alone; these others take the spec's, too. */
    static final boolean WATCHES_ANY_CHANNEL = Availability.here().missing(Kind.POLL).isEmpty();

    static final int MANY_BYTES = 64 * 1024 * 1024;
    final CallbackServer server;
    final Selector plain;
    final WatchedSelector selector;
    final Network network;
    final Background background;
    final Log log = mock(Log.class);
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

    /**
     * Sends until the server takes no more, for as long as it takes another client fifty rounds.
     *
     * @return how many bytes were taken; {@link #MANY_BYTES} if there was no end to it
     */
    static int pourUntilTheServerTakesNoMore(Peer client, Peer other) throws IOException {
        var chunk = ByteBuffer.wrap("x".repeat(64 * 1024).getBytes());
        var poured = 0;
        var idleRounds = 0;
        while (idleRounds < 50 && poured < MANY_BYTES) {
            var taken = client.pours(chunk.rewind());
            poured += taken;
            if (taken == 0) {
                serves(other);
                idleRounds++;
            } else {
                idleRounds = 0;
            }
        }
        return poured;
    }

    static byte[] letters(int count) {
        var random = new Random(1);
        var letters = new byte[count];
        for (var i = 0; i < count; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return letters;
    }
}

package course.gevent.exercise;

import course.gevent.Hub;
import course.gevent.MonkeyPatch;
import course.gevent.system.ChannelSocketImpl;
import course.gevent.system.SelectorClock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketImpl;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Exercise 4.7. Given to build on: a socket on a channel, all but its waits; {@link
 * course.gevent.system.Names}, whom the JVM asks for addresses; {@link course.gevent.system.Pins};
 * and {@link course.gevent.system.Watchdog}.
 */
public final class ExerciseMonkeyPatch implements MonkeyPatch {
    private final Consumer<String> warnings;

    public ExerciseMonkeyPatch(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    @Override
    public void patch() {
        throw new UnsupportedOperationException(
                "TODO 4.7.1: have Socket.setSocketImplFactory call newSocketImpl(); that a JVM does"
                        + " only once, so what does it do the second time?");
    }

    @Override
    public void adopt(Hub hub, SelectorClock clock) {
        throw new UnsupportedOperationException(
                "TODO 4.7.2: remember both, for this thread and no other");
    }

    /** What a socket that is created now stands on. */
    private SocketImpl newSocketImpl() {
        throw new UnsupportedOperationException(
                "TODO 4.7.3: a CooperativeSocket on the thread of a hub; on every other one what"
                        + " the JDK itself takes, a new sun.nio.ch.NioSocketImpl(false)");
    }

    private final class CooperativeSocket extends ChannelSocketImpl {

        @Override
        protected void connect(InetSocketAddress remote, int millis) throws IOException {
            throw new UnsupportedOperationException(
                    "TODO 4.7.4: begin to connect the channel, and until that is finished, await()"
                            + " it");
        }

        @Override
        protected int read(ByteBuffer bytes) throws IOException {
            throw new UnsupportedOperationException(
                    "TODO 4.7.5: read from the channel; as long as there is nothing, await() it,"
                            + " but not longer than timeout()");
        }

        @Override
        protected void write(ByteBuffer bytes) throws IOException {
            throw new UnsupportedOperationException(
                    "TODO 4.7.6: write to the channel until all is written; when it takes no more,"
                            + " await() it");
        }

        /**
         * Waits until the channel is ready, or has been closed.
         *
         * @param operation one of {@link java.nio.channels.SelectionKey}
         */
        private void await(int operation) throws IOException {
            // TODO 4.7.7: on any other thread than a hub's: block, by a selector of your own
            // TODO 4.7.8: pinned: report it, and block, too
            // TODO 4.7.9: close() has to wake who waits here, on whichever thread
            throw new UnsupportedOperationException(
                    "TODO 4.7.4: by the hub, with what the clock has for a channel");
        }
    }

    /** Asks for names; patch() hands it to Names.patch. */
    private final class Resolver implements InetAddressResolver {
        private final InetAddressResolver blocking;

        Resolver(InetAddressResolver blocking) {
            this.blocking = blocking;
        }

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                throws UnknownHostException {
            throw new UnsupportedOperationException(
                    "TODO 4.7.10: on the thread of a hub, have a thread of its own ask, and wait by"
                            + " the hub until it has");
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            throw new UnsupportedOperationException("TODO 4.7.10: in the same way");
        }
    }

    // TODO 4.7.11: two that share a stream: let the watchdog watch the thread that is adopted
}

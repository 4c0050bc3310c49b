package course.gevent.reference;

import course.gevent.GreenServerSocket;
import course.gevent.GreenSocket;
import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.StreamServer;
import course.greenlet.GreenletExit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One green thread accepts, as long as there is room; each connection has a handler of its own. */
final class GreenStreamServer implements StreamServer {
    private static final Duration PAUSE_WHEN_IT_CANNOT_ACCEPT = Duration.ofMillis(500);

    /** Who survives a kill is not waited for. */
    private static final Duration MOST_FOR_THE_KILLED = Duration.ofMillis(200);

    private final Hub hub;
    private final GreenServerSocket listener;
    private final int most;
    private final Handler handler;
    private final Set<GreenThread> handlers = new LinkedHashSet<>();
    private GreenThread acceptor;
    private GreenSocket cameTooLate;
    private boolean isAccepting;
    private boolean isClosed;

    GreenStreamServer(Hub hub, GreenServerSocket listener, int most, Handler handler) {
        if (most < 1) {
            throw new IllegalArgumentException("serve at most " + most);
        }
        this.hub = hub;
        this.listener = listener;
        this.most = most;
        this.handler = Objects.requireNonNull(handler, "handler");
        startAccepting();
    }

    @Override
    public InetSocketAddress address() {
        return listener.address();
    }

    @Override
    public int connections() {
        return handlers.size();
    }

    @Override
    public void stopAccepting() {
        isAccepting = false;
    }

    @Override
    public void startAccepting() {
        isAccepting = !isClosed;
        acceptIfThereIsRoom();
    }

    private void acceptIfThereIsRoom() {
        if (isAccepting && acceptor == null && handlers.size() < most) {
            acceptor = hub.spawn("acceptor of port " + address().getPort(), this::accept);
        }
    }

    private void accept() throws InterruptedException {
        try {
            while (isAccepting && handlers.size() < most) {
                acceptOne();
            }
        } catch (ClosedChannelException closed) {
            // the end of accepting
        } finally {
            acceptor = null;
        }
    }

    private void acceptOne() throws ClosedChannelException, InterruptedException {
        try {
            var next = cameTooLate == null ? listener.accept() : cameTooLate;
            cameTooLate = isAccepting ? null : next;
            if (isAccepting) {
                serve(next);
            }
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException e) {
            hub.post(() -> {
                throw new UncheckedIOException("could not accept: " + e.getMessage(), e);
            });
            hub.sleep(PAUSE_WHEN_IT_CANNOT_ACCEPT);
        }
    }

    private void serve(GreenSocket connection) {
        var name = "handler of " + connection.remoteAddress();
        var thread = hub.spawn(name, () -> handler.handle(connection));
        handlers.add(thread);
        // not in a finally of the handler's: one that is killed before its start has none
        thread.link(ended -> {
            handlers.remove(thread);
            acceptIfThereIsRoom();
            close(connection);
        });
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean stop(Duration grace) throws InterruptedException {
        Loop.requireDuration(grace);
        stopListening();
        var served = others();
        hub.wait(served, grace, served.size());
        var left = others();
        kill(left);
        hub.wait(left, MOST_FOR_THE_KILLED, left.size());
        return left.isEmpty();
    }

    @Override
    public void close() {
        stopListening();
        kill(others());
    }

    private void stopListening() {
        isClosed = true;
        isAccepting = false;
        close(listener);
        if (cameTooLate != null) {
            close(cameTooLate);
        }
    }

    private List<GreenThread> others() {
        return handlers.stream().filter(thread -> thread != hub.current()).toList();
    }

    private static void kill(List<GreenThread> threads) {
        threads.forEach(thread -> thread.throwInto(new GreenletExit()));
    }

    @Override
    public String toString() {
        return "server on " + listener;
    }
}

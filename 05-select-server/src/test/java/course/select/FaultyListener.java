package course.select;

import course.select.system.Descriptors;
import course.select.system.Fileno;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A listener with the faults that a spec wants: a process without descriptors, connections that
 * take a few bytes at a time.
 */
public final class FaultyListener extends ServerSocketChannel implements Fileno {
    private final ServerSocketChannel listener;
    private volatile boolean exhausted;
    private volatile Consumer<FaultyConnection> setUp;
    private volatile int refusals;
    private volatile int left = Integer.MAX_VALUE;
    private volatile Runnable atRefusal = () -> {};
    private volatile int missed;

    public FaultyListener(ServerSocketChannel listener) throws IOException {
        super(listener.provider());
        this.listener = listener;
        configureBlocking(false);
    }

    public void exhaust() {
        exhausted = true;
    }

    /** Accepts so many more clients, and none then. */
    public void exhaustAfter(int clients) {
        left = clients;
    }

    /** Lets so many accepts find nobody, although select has said that somebody is there. */
    public void missNext(int accepts) {
        missed = accepts;
    }

    /** Whether all accepts that were to find nobody have been tried. */
    public boolean hasMissed() {
        return missed == 0;
    }

    public void recover() {
        exhausted = false;
    }

    /** Lets each write to a connection that is accepted from now on take so many bytes at most. */
    public void narrow(int bytesPerWrite) {
        onAccept(connection -> connection.takes(bytesPerWrite));
    }

    /** Lets each connection that is accepted from now on fail when it is closed. */
    public void failToClose() {
        onAccept(FaultyConnection::failsToClose);
    }

    /** Gives each connection that is accepted from now on the faults that a spec wants. */
    void onAccept(Consumer<FaultyConnection> setUp) {
        this.setUp = setUp;
    }

    /** Does something each time somebody tries to accept while it is exhausted. */
    void onRefusal(Runnable action) {
        atRefusal = action;
    }

    /** How often somebody has tried to accept while it was exhausted. */
    public int refusals() {
        return refusals;
    }

    /** Whether somebody has tried to accept while it was exhausted. */
    public boolean hasRefused() {
        return refusals > 0;
    }

    @Override
    public SocketChannel accept() throws IOException {
        if (exhausted) {
            refusals++;
            atRefusal.run();
            throw new IOException("Too many open files");
        }
        if (missed > 0) {
            missed--;
            return null;
        }
        var accepted = listener.accept();
        if (accepted != null && --left == 0) {
            exhaust();
        }
        if (accepted == null || setUp == null) {
            return accepted;
        }
        var faulty = new FaultyConnection(accepted);
        setUp.accept(faulty);
        return faulty;
    }

    @Override
    public int fileno() {
        try {
            return Descriptors.of(listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ServerSocketChannel bind(SocketAddress local, int backlog) throws IOException {
        listener.bind(local, backlog);
        return this;
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        listener.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return listener.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return listener.supportedOptions();
    }

    @Override
    public ServerSocket socket() {
        return listener.socket();
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return listener.getLocalAddress();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        listener.close();
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        listener.configureBlocking(block);
    }
}

package course.select.mistakes;

import course.select.ServerModels.Cost;
import course.select.ServerModels.Server;
import course.select.system.ChildProcess;
import course.select.system.Inetd;
import course.select.system.UpperCaseService;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server with a method for each thing that can be got wrong; each mistake overrides one. */
abstract class PlainServer implements Server {
    final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
    final List<Thread> threads = new CopyOnWriteArrayList<>();
    final List<ChildProcess> children = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final InetSocketAddress address;
    private final Thread acceptor = new Thread(this::accept, "acceptor");

    PlainServer() throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    PlainServer(InetSocketAddress where) throws IOException {
        listener.bind(where, 500);
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        acceptor.start();
    }

    private void accept() {
        while (true) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (!listener.isOpen()) {
                    return;
                }
            }
        }
    }

    abstract void serve(SocketChannel connection) throws IOException;

    final void serveInAThread(SocketChannel connection) {
        connections.add(connection);
        var thread = new Thread(() -> talk(connection), "for a client");
        threads.add(thread);
        thread.start();
    }

    static void talk(SocketChannel connection) {
        try {
            UpperCaseService.serve(connection);
        } catch (IOException e) {
            // the client has gone
        }
    }

    final void serveInAProcess(SocketChannel connection) throws IOException {
        children.add(Inetd.spawn(connection, UpperCaseService.command()));
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Cost cost() {
        return new Cost(
                (int) children.stream().filter(ChildProcess::isAlive).count(),
                1 + (int) threads.stream().filter(Thread::isAlive).count());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        join(acceptor);
        endConnections();
    }

    void endConnections() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        threads.forEach(PlainServer::join);
        children.forEach(ChildProcess::close);
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package course.select.reference;

import course.select.Select;
import course.select.SelectServer;
import course.select.ServerModels;
import course.select.system.ChildProcess;
import course.select.system.Inetd;
import course.select.system.UpperCaseService;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

public final class ReferenceServerModels implements ServerModels {
    private static final int BACKLOG = 500;
    private static final Duration RETRY = Duration.ofMillis(200);

    private final SelectServer selectServer;
    private final Select select;

    public ReferenceServerModels(SelectServer selectServer, Select select) {
        this.selectServer = selectServer;
        this.select = select;
    }

    @Override
    public Server start(Model model) throws IOException {
        var listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            var server =
                    switch (model) {
                        case PROCESS -> new ProcessServer(listener);
                        case THREAD -> new ThreadServer(listener);
                        case EVENT -> new EventServer(listener, selectServer, select);
                    };
            server.thread.start();
            return server;
        } catch (Throwable e) {
            listener.close();
            throw e;
        }
    }

    private abstract static class ListeningServer implements Server {
        final ServerSocketChannel listener;
        final Thread thread;
        private final InetSocketAddress address;

        ListeningServer(ServerSocketChannel listener) throws IOException {
            this.listener = listener;
            this.address = (InetSocketAddress) listener.getLocalAddress();
            this.thread = Thread.ofPlatform().name("server " + address).unstarted(this::listen);
        }

        /** Takes connections until {@link #stop}. */
        abstract void listen();

        abstract void stop() throws IOException;

        /** Ends what serves the connections that were taken. */
        abstract void dismiss() throws IOException;

        @Override
        public final InetSocketAddress address() {
            return address;
        }

        final int listeningThreads() {
            return thread.isAlive() ? 1 : 0;
        }

        @Override
        public final void close() throws IOException {
            stop();
            awaitEnd(thread::isAlive, thread::join);
            listener.close();
            dismiss();
        }

        @FunctionalInterface
        interface Wait {
            void await() throws InterruptedException;
        }

        /** Waits on when it is interrupted, and keeps the interrupt for later. */
        static void awaitEnd(BooleanSupplier goesOn, Wait wait) {
            boolean interrupted = false;
            while (goesOn.getAsBoolean()) {
                try {
                    wait.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private abstract static class AcceptingServer extends ListeningServer {

        AcceptingServer(ServerSocketChannel listener) throws IOException {
            super(listener);
        }

        abstract void serve(SocketChannel connection) throws IOException;

        @Override
        final void listen() {
            while (true) {
                try {
                    acceptOne();
                } catch (ClosedChannelException e) {
                    return;
                } catch (IOException e) {
                    awaitBetterTimes();
                }
            }
        }

        /**
         * An interrupt could come when a connection has just been accepted, which it would lose.
         */
        @Override
        final void stop() throws IOException {
            listener.close();
        }

        private void acceptOne() throws IOException {
            var connection = listener.accept();
            try {
                serve(connection);
            } catch (IOException | OutOfMemoryError e) {
                // No process or no thread is to be had: this client is turned away.
                connection.close();
            }
        }

        /** No descriptor is left. One comes free when some client leaves. */
        private static void awaitBetterTimes() {
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private static final class ProcessServer extends AcceptingServer {
        private final Set<ChildProcess> children = ConcurrentHashMap.newKeySet();

        ProcessServer(ServerSocketChannel listener) throws IOException {
            super(listener);
        }

        @Override
        void serve(SocketChannel connection) throws IOException {
            children.removeIf(child -> !child.isAlive());
            // The child has a copy: the connection ends only when this one is closed, too.
            try (connection) {
                children.add(Inetd.spawn(connection, UpperCaseService.command()));
            }
        }

        @Override
        public Cost cost() {
            int alive = (int) children.stream().filter(ChildProcess::isAlive).count();
            // Each child has a thread that waits for its end.
            return new Cost(alive, alive + listeningThreads());
        }

        @Override
        void dismiss() {
            children.forEach(ChildProcess::destroy);
            for (var child : children) {
                child.close();
                awaitEnd(child::isAlive, child::waitFor);
            }
        }
    }

    private static final class ThreadServer extends AcceptingServer {
        private final Map<Thread, SocketChannel> clients = new ConcurrentHashMap<>();

        ThreadServer(ServerSocketChannel listener) throws IOException {
            super(listener);
        }

        @Override
        void serve(SocketChannel connection) {
            clients.keySet().removeIf(thread -> !thread.isAlive());
            var thread = Thread.ofPlatform().name("for a client").unstarted(() -> talk(connection));
            clients.put(thread, connection);
            thread.start();
        }

        private static void talk(SocketChannel connection) {
            try {
                UpperCaseService.serve(connection);
            } catch (IOException e) {
                // The client has gone, or this server is being closed.
            }
        }

        @Override
        public Cost cost() {
            int alive = (int) clients.keySet().stream().filter(Thread::isAlive).count();
            return new Cost(0, alive + listeningThreads());
        }

        @Override
        void dismiss() throws IOException {
            for (var connection : clients.values()) {
                connection.close();
            }
            clients.keySet().forEach(thread -> awaitEnd(thread::isAlive, thread::join));
        }
    }

    private static final class EventServer extends ListeningServer {
        private final SelectServer selectServer;
        private final Select select;

        EventServer(ServerSocketChannel listener, SelectServer selectServer, Select select)
                throws IOException {
            super(listener);
            this.selectServer = selectServer;
            this.select = select;
            listener.configureBlocking(false);
        }

        @Override
        void listen() {
            try (listener) {
                selectServer.serve(listener, select, new SelectServer.Log() {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void stop() {
            thread.interrupt();
        }

        @Override
        public Cost cost() {
            return new Cost(0, listeningThreads());
        }

        @Override
        void dismiss() {}
    }
}

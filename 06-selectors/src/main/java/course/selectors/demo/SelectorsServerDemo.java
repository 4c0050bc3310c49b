package course.selectors.demo;

import course.python.Python;
import course.select.system.Descriptors;
import course.selectors.Backends.Availability;
import course.selectors.CallbackServer;
import course.selectors.SelectorKey;
import course.selectors.reference.ReferenceBackends;
import course.selectors.reference.ReferenceCallbackServer;
import course.selectors.reference.ReferenceSelector;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The tutorial's echo server: one thread, a selector, a callback for each. Ends on Ctrl-C. */
public final class SelectorsServerDemo {
    private static final String USAGE =
            "usage: SelectorsServerDemo [port, 0 for a free one; default 10000] [quiet]";
    private static final int BACKLOG = 4_096;

    public static void main(String[] arguments) throws IOException {
        boolean quiet = arguments.length == 2 && arguments[1].equals("quiet");
        if (arguments.length > (quiet ? 2 : 1)) {
            end(2, USAGE);
        }
        InetSocketAddress address = null;
        try {
            int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10000;
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        } catch (IllegalArgumentException e) {
            end(2, USAGE);
        }
        try {
            serve(address, quiet);
        } catch (BindException e) {
            end(1, "port %s: %s".formatted(address.getPort(), e.getMessage()));
        }
    }

    private static void serve(InetSocketAddress address, boolean quiet) throws IOException {
        var backends = new ReferenceBackends(Availability.here());
        var choice = backends.choose();
        try (var listener = ServerSocketChannel.open();
                var selector = new ReferenceSelector(backends.open(choice.kind()))) {
            listener.bind(address, BACKLOG);
            listener.configureBlocking(false);
            var log = new Printed();
            log.startingUp((InetSocketAddress) listener.getLocalAddress(), choice.toString());
            interruptAtShutdown(Thread.currentThread());
            new ReferenceCallbackServer()
                    .serve(listener, selector, quiet ? new CallbackServer.Log() {} : log);
        }
    }

    private static void interruptAtShutdown(Thread serving) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            serving.interrupt();
                            try {
                                serving.join(2_000);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }));
    }

    private static void end(int status, String why) {
        System.err.println(why);
        System.exit(status);
    }

    private static final class Printed implements CallbackServer.Log {
        private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

        void startingUp(InetSocketAddress address, String backend) {
            out.printf("starting up on localhost port %s, on %s%n", address.getPort(), backend);
        }

        @Override
        public void accepted(SocketChannel connection, SocketAddress client) {
            out.printf(
                    "accepted %s from %s%n",
                    socket(connection), Python.address((InetSocketAddress) client));
        }

        @Override
        public void echoing(ByteBuffer data, SocketChannel connection) {
            var bytes = new byte[data.remaining()];
            data.get(bytes);
            out.printf("echoing %s to %s%n", Python.bytes(bytes), socket(connection));
        }

        @Override
        public void closing(SocketChannel connection) {
            out.println("closing " + socket(connection));
        }

        @Override
        public void failed(SelectorKey key, Exception thrown) {
            out.println("failed: " + thrown);
        }

        /** As Python shows a connection. */
        private static String socket(SocketChannel connection) {
            try {
                return ("<socket.socket fd=%s, family=AddressFamily.AF_INET,"
                                + " type=SocketKind.SOCK_STREAM, proto=0, laddr=%s, raddr=%s>")
                        .formatted(
                                Descriptors.of(connection),
                                Python.address((InetSocketAddress) connection.getLocalAddress()),
                                Python.address((InetSocketAddress) connection.getRemoteAddress()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

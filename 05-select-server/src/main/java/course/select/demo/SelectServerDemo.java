package course.select.demo;

import course.python.Python;
import course.select.SelectServer;
import course.select.reference.ReferenceSelect;
import course.select.reference.ReferenceSelectServer;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;

/** The tutorial's server: one thread, select, and answers in upper case. Ends on Ctrl-C. */
public final class SelectServerDemo {
    private static final String USAGE =
            "usage: SelectServerDemo [port, 0 for a free one; default 10000] [quiet]";
    private static final int BACKLOG = 500;

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
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(address, BACKLOG);
            listener.configureBlocking(false);
            var log = new Printed();
            log.startingUp((InetSocketAddress) listener.getLocalAddress());
            interruptAtShutdown(Thread.currentThread());
            var server = new ReferenceSelectServer();
            server.serve(listener, new ReferenceSelect(), quiet ? new SelectServer.Log() {} : log);
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

    private static final class Printed implements SelectServer.Log {
        private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

        void startingUp(InetSocketAddress address) {
            out.printf("starting up on localhost port %s%n", address.getPort());
        }

        @Override
        public void waiting() {
            out.println("waiting for next event...");
        }

        @Override
        public void connected(InetSocketAddress client) {
            out.println("new connection from " + Python.address(client));
        }

        @Override
        public void received(InetSocketAddress client, byte[] message) {
            out.printf("收到来自[%s]的数据: %s%n", host(client), Python.bytes(message));
        }

        @Override
        public void sending(InetSocketAddress client, byte[] message) {
            out.printf("sending msg to [%s] %s%n", host(client), Python.bytes(message));
        }

        @Override
        public void queueEmpty(InetSocketAddress client) {
            out.printf("client [%s] queue is empty..%n", host(client));
        }

        @Override
        public void disconnected(InetSocketAddress client) {
            out.println("客户端断开了 " + Python.address(client));
        }

        @Override
        public void exceptional(InetSocketAddress client) {
            out.println("handling exception for  " + Python.address(client));
        }

        private static String host(InetSocketAddress client) {
            return client.getAddress().getHostAddress();
        }
    }
}

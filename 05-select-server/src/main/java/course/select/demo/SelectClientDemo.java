package course.select.demo;

import course.python.Python;
import course.select.MultiPartClient;
import course.select.reference.ReferenceMultiPartClient;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tutorial's client: two connections to the server, and a message in three parts. */
public final class SelectClientDemo {
    private static final List<String> PARTS =
            List.of("This is the message. ", "It will be sent ", "in parts.");

    public static void main(String[] arguments) {
        InetSocketAddress server;
        try {
            server = server(arguments);
        } catch (IllegalArgumentException e) {
            end(2, "usage: SelectClientDemo [host [port]]");
            return;
        }
        if (server.isUnresolved()) {
            end(1, "there is no host " + server.getHostString());
            return;
        }
        try {
            new ReferenceMultiPartClient().talk(server, 2, PARTS, new Printed());
        } catch (IOException e) {
            var name = server.getHostString() + " port " + server.getPort();
            end(1, "no talk with %s: %s".formatted(name, e.getMessage()));
        }
    }

    private static void end(int status, String why) {
        System.err.println(why);
        System.exit(status);
    }

    private static InetSocketAddress server(String[] arguments) {
        if (arguments.length > 2) {
            throw new IllegalArgumentException();
        }
        var host = arguments.length > 0 ? arguments[0] : "localhost";
        var port = arguments.length > 1 ? arguments[1] : "10000";
        return new InetSocketAddress(host, Integer.parseInt(port));
    }

    private static final class Printed implements MultiPartClient.Log {
        private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

        @Override
        public void connecting(InetSocketAddress server) {
            out.printf("connecting to %s port %s%n", server.getHostString(), server.getPort());
        }

        @Override
        public void sending(InetSocketAddress local, byte[] part) {
            out.printf("%s: sending \"%s\"%n", Python.address(local), Python.bytes(part));
        }

        @Override
        public void received(InetSocketAddress local, byte[] answer) {
            out.printf("%s: received \"%s\"%n", Python.address(local), Python.bytes(answer));
        }

        @Override
        public void closing(InetSocketAddress local) {
            out.printf("closing socket %s%n", Python.address(local));
        }
    }
}

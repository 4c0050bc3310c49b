package course.selectors.demo;

import course.select.system.Footprint;
import course.selectors.Backends.Availability;
import course.selectors.CallbackServer;
import course.selectors.reference.ReferenceBackends;
import course.selectors.reference.ReferenceCallbackServer;
import course.selectors.reference.ReferenceSelector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Many connections on one thread: whether all are answered, and what each takes of the memory. */
public final class ManyConnectionsDemo {
    private static final int BACKLOG = 4_096;
    private static final int WARM_UP = 500;

    public static void main(String[] arguments) throws Exception {
        int connections;
        try {
            connections = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        } catch (NumberFormatException e) {
            connections = 0;
        }
        if (connections < 1 || arguments.length > 1) {
            System.err.println("usage: ManyConnectionsDemo [connections, 1 or more]");
            System.exit(2);
        }
        var backends = new ReferenceBackends(Availability.here());
        try (var listener = ServerSocketChannel.open();
                var selector = new ReferenceSelector(backends.open(backends.choose().kind()))) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            listener.configureBlocking(false);
            var server = new ReferenceCallbackServer();
            var serving = Thread.ofPlatform().start(() -> serve(server, listener, selector));
            measure(WARM_UP, listener); // so that classes and code are not counted
            System.out.printf("on %s, one thread:%n", backends.choose());
            System.out.println(measure(connections, listener));
            serving.interrupt();
            serving.join();
        }
    }

    private static void serve(
            CallbackServer server, ServerSocketChannel listener, ReferenceSelector selector) {
        try {
            server.serve(listener, selector, new CallbackServer.Log() {});
        } catch (IOException e) {
            System.out.println("the server has ended: " + e);
        }
    }

    private static String measure(int connections, ServerSocketChannel listener)
            throws IOException, InterruptedException {
        var before = footprint();
        var crowd = new ProcessBuilder(command(listener, connections)).redirectErrorStream(true);
        var process = crowd.start();
        try (var output = process.inputReader();
                var input = process.outputWriter()) {
            var answer = output.readLine();
            var after = footprint();
            input.write("\n");
            return answer + kibForEach(before, after, connections);
        } finally {
            process.waitFor();
        }
    }

    private static List<String> command(ServerSocketChannel listener, int connections)
            throws IOException {
        var port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Crowd.class.getName(),
                String.valueOf(port),
                String.valueOf(connections));
    }

    private static OptionalLong footprint() throws IOException {
        System.gc();
        return Footprint.withThisProcess(List.of());
    }

    private static String kibForEach(OptionalLong before, OptionalLong after, int connections) {
        return before.isEmpty() || after.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %.1f KiB for each",
                        (after.getAsLong() - before.getAsLong()) / 1024.0 / connections);
    }
}

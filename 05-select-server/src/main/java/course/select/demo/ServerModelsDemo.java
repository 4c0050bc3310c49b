package course.select.demo;

import course.select.ServerModels.Model;
import course.select.ServerModels.Server;
import course.select.reference.ReferenceSelect;
import course.select.reference.ReferenceSelectServer;
import course.select.reference.ReferenceServerModels;
import course.select.system.Footprint;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an idle connection costs in each of the three models: processes, threads, and their resident
 * memory (without what the kernel keeps for the socket).
 */
public final class ServerModelsDemo {
    private static final int MOST = 100;
    private static final int WARM_UP = 3;

    public static void main(String[] arguments) throws IOException {
        int connections = connections(arguments);
        if (connections < 1 || connections > MOST) {
            System.err.printf("usage: ServerModelsDemo [connections, 1 to %s]%n", MOST);
            System.exit(2);
        }
        System.out.printf("for %s idle connections:%n", connections);
        System.out.println("model     processes   threads   KiB for each");
        for (var model : Model.values()) {
            var missing = neededFor(model).flatMap(SystemCalls::missing);
            for (int i = 0; i < WARM_UP && missing.isEmpty(); i++) {
                measure(model, connections);
            }
            var result = missing.isPresent() ? missing.get() : measure(model, connections);
            System.out.printf("%-8s %s%n", model, result);
        }
    }

    private static Optional<String> neededFor(Model model) {
        return switch (model) {
            case PROCESS -> Optional.of("posix_spawnp");
            case THREAD -> Optional.empty();
            case EVENT -> Optional.of("select");
        };
    }

    /** 0 if the arguments make no sense. */
    private static int connections(String[] arguments) {
        try {
            return switch (arguments.length) {
                case 0 -> 20;
                case 1 -> Integer.parseInt(arguments[0]);
                default -> 0;
            };
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String measure(Model model, int connections) throws IOException {
        var models = new ReferenceServerModels(new ReferenceSelectServer(), new ReferenceSelect());
        var clients = new ArrayList<SocketChannel>();
        try (var server = models.start(model)) {
            var before = footprint();
            for (int i = 0; i < connections; i++) {
                clients.add(connect(server));
            }
            var after = footprint();
            var cost = server.cost();
            return "%10s %9s %14s"
                    .formatted(
                            cost.processes(),
                            cost.threads(),
                            kibForEach(before, after, connections));
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    /** A client that has had an answer, so that its server is ready, and that is silent now. */
    private static SocketChannel connect(Server server) throws IOException {
        var client = SocketChannel.open(server.address());
        client.write(ByteBuffer.wrap(new byte[] {'a'}));
        if (client.read(ByteBuffer.allocate(1)) != 1) {
            client.close();
            throw new IOException("the server has closed a connection");
        }
        return client;
    }

    private static String kibForEach(OptionalLong before, OptionalLong after, int connections) {
        return before.isEmpty() || after.isEmpty()
                ? "?"
                : String.format(
                        Locale.ROOT,
                        "%,.1f",
                        (after.getAsLong() - before.getAsLong()) / 1024.0 / connections);
    }

    private static OptionalLong footprint() throws IOException {
        System.gc();
        return Footprint.withThisProcess(
                ProcessHandle.current().children().map(ProcessHandle::pid).toList());
    }
}

package course.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A {@code rabbitmq-server} of our own: a child process with ports, data and cookie of its own,
 * beside whatever else runs on the machine. It ends when this JVM ends, however that comes about.
 */
final class PrivateRabbit extends Rabbit {
    /** Where packages put the server itself; what is in the PATH changes the user and more. */
    static final List<Path> FOLDERS =
            List.of(
                    Path.of("/usr/lib/rabbitmq/bin"),
                    Path.of("/opt/homebrew/opt/rabbitmq/sbin"),
                    Path.of("/usr/local/opt/rabbitmq/sbin"));

    private static final String HOST = "127.0.0.1";
    private static final Duration TO_START = Duration.ofSeconds(120);
    private static final Duration TO_END = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN = Duration.ofMillis(25).toNanos();
    private static final int ATTEMPTS = 3;
    private static final int LOG_LINES = 5;

    /** What is declared is written to disk at once, and not within two seconds. */
    private static final String WRITES_AT_ONCE = "-mnesia dump_log_write_threshold 1 ";

    private final Path folder;
    private final boolean canCrash;
    private final Process supervisor;
    private final Writer commands;
    private final BufferedReader answers;
    private String description;

    private PrivateRabbit(Path folder, Process supervisor, Ports ports, boolean canCrash) {
        super(
                new InetSocketAddress(HOST, ports.amqp()),
                Credentials.GUEST,
                new ManagementApi(
                        URI.create("http://%s:%s".formatted(HOST, ports.management())),
                        Credentials.GUEST));
        this.folder = folder;
        this.canCrash = canCrash;
        this.supervisor = supervisor;
        commands = supervisor.outputWriter(StandardCharsets.UTF_8);
        answers = supervisor.inputReader(StandardCharsets.UTF_8);
    }

    static final class Source implements BrokerSource {
        private final List<Path> folders;
        private final boolean canCrash;

        /**
         * @param canCrash whether it can be crashed; what is declared takes more time then
         */
        Source(List<Path> folders, boolean canCrash) {
            this.folders = folders;
            this.canCrash = canCrash;
        }

        private Optional<Path> server() {
            return folders.stream()
                    .map(folder -> folder.resolve("rabbitmq-server"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }

        @Override
        public String name() {
            return "rabbitmq";
        }

        @Override
        public Optional<String> missing() {
            return server().isPresent()
                    ? Optional.empty()
                    : Optional.of("no rabbitmq-server is installed");
        }

        @Override
        public String found() {
            return "rabbitmq-server is installed";
        }

        @Override
        public Broker start(int port) {
            return PrivateRabbit.start(server().orElseThrow(), port, canCrash);
        }
    }

    private record Ports(int amqp, int management, int distribution, int portMapper) {
        /** Free ones; that a port is taken meanwhile is noticed when the broker starts. */
        static Ports free(int amqp) throws IOException {
            var sockets = new ArrayList<ServerSocket>();
            try {
                for (var i = 0; i < 4; i++) {
                    sockets.add(new ServerSocket(0, 1, InetAddress.getByName(HOST)));
                }
                return new Ports(
                        amqp == 0 ? sockets.get(0).getLocalPort() : amqp,
                        sockets.get(1).getLocalPort(),
                        sockets.get(2).getLocalPort(),
                        sockets.get(3).getLocalPort());
            } finally {
                for (var socket : sockets) {
                    socket.close();
                }
            }
        }
    }

    private static Broker start(Path server, int port, boolean canCrash) {
        BrokerException failure = null;
        for (var i = 0; i < (port == 0 ? ATTEMPTS : 1); i++) {
            try {
                return startOnce(server, port, canCrash);
            } catch (BrokerException e) {
                failure = e;
            } catch (IOException e) {
                throw new BrokerException("rabbitmq-server: " + e.getMessage(), e);
            }
        }
        throw failure;
    }

    private static PrivateRabbit startOnce(Path server, int port, boolean canCrash)
            throws IOException {
        if (port != 0) {
            try (var probe = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
                probe.getLocalPort();
            } catch (IOException e) {
                throw new BrokerException("port %s: %s".formatted(port, e.getMessage()), e);
            }
        }
        var ports = Ports.free(port);
        var folder = Files.createTempDirectory("course-rabbitmq");
        var script = folder.resolve("private-rabbitmq.sh");
        try (var resource = PrivateRabbit.class.getResourceAsStream("private-rabbitmq.sh")) {
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
        }
        var builder = new ProcessBuilder("sh", script.toString());
        configure(builder, server, folder, ports, canCrash);
        var rabbit =
                new PrivateRabbit(
                        folder,
                        builder.redirectError(ProcessBuilder.Redirect.DISCARD).start(),
                        ports,
                        canCrash);
        try {
            rabbit.bringUp(1);
            rabbit.description =
                    "RabbitMQ %s, a private rabbitmq-server on port %s"
                            .formatted(rabbit.management().version(), ports.amqp());
            return rabbit;
        } catch (BrokerException | IOException e) {
            rabbit.close();
            throw e;
        }
    }

    private static void configure(
            ProcessBuilder builder, Path server, Path folder, Ports ports, boolean canCrash)
            throws IOException {
        var configuration =
                """
                listeners.tcp.1 = %1$s:%2$s
                management.tcp.ip = %1$s
                management.tcp.port = %3$s
                management_agent.disable_metrics_collector = true
                log.console = true
                log.console.level = warning
                disk_free_limit.absolute = 50MB
                """
                        .formatted(HOST, ports.amqp(), ports.management());
        var environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("RABBITMQ_") || name.startsWith("ERL_"));
        environment.put("HOME", folder.toString());
        environment.put("RABBITMQ_SERVER", server.toString());
        environment.put("RABBITMQ_NODENAME", "course-%s@localhost".formatted(ports.amqp()));
        environment.put("RABBITMQ_CONF_ENV_FILE", file(folder, "rabbitmq-env.conf", ""));
        environment.put("RABBITMQ_CONFIG_FILE", file(folder, "rabbitmq.conf", configuration));
        environment.put("RABBITMQ_ADVANCED_CONFIG_FILE", folder.resolve("none.config").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                file(folder, "enabled_plugins", "[rabbitmq_management].\n"));
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        environment.put("RABBITMQ_LOGS", "-");
        environment.put("RABBITMQ_DIST_PORT", String.valueOf(ports.distribution()));
        environment.put("ERL_EPMD_PORT", String.valueOf(ports.portMapper()));
        environment.put("ERL_EPMD_ADDRESS", HOST);
        environment.put("ERL_CRASH_DUMP_SECONDS", "0"); // none, wherever it would be left
        // The script becomes the server, instead of starting it: its process id is the server's.
        environment.put("detached", "1");
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                (canCrash ? WRITES_AT_ONCE : "")
                        + "-kernel inet_dist_use_interface {127,0,0,1}"
                        + " +B i +sbwt none +sbwtdcpu none +sbwtdio none");
    }

    private static String file(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String command(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            var answer = answers.readLine();
            if (answer != null) {
                return answer;
            }
        } catch (IOException e) {
            throw new BrokerException("rabbitmq-server: " + e.getMessage(), e);
        }
        throw new BrokerException("rabbitmq-server has been ended");
    }

    /** The ports were free while it was down; whoever has borrowed one soon gives it back. */
    @Override
    public void restart() {
        bringUp(ATTEMPTS);
    }

    private void bringUp(int attempts) {
        var server = startServer();
        var until = System.nanoTime() + TO_START.toNanos();
        for (var left = attempts - 1; !isUp(); ) {
            if (!server.map(ProcessHandle::isAlive).orElse(false)) {
                if (left-- == 0) {
                    throw new BrokerException("rabbitmq-server does not start: " + endOfLog());
                }
                server = startServer();
            }
            if (System.nanoTime() > until) {
                throw new BrokerException(
                        "rabbitmq-server has not started within %s s: %s"
                                .formatted(TO_START.toSeconds(), endOfLog()));
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    private Optional<ProcessHandle> startServer() {
        return ProcessHandle.of(Long.parseLong(command("start")));
    }

    private boolean isUp() {
        try (var socket = new Socket()) {
            socket.connect(address());
            management().version();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String endOfLog() {
        try (var lines = Files.lines(folder.resolve("log.txt"))) {
            var all = lines.filter(line -> !line.isBlank()).toList();
            return String.join(" / ", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
        } catch (IOException | UncheckedIOException e) {
            return "it left no log";
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean canCrash() {
        return canCrash;
    }

    @Override
    public void crash() {
        command("crash");
    }

    @Override
    public void close() {
        try {
            commands.close();
            if (!supervisor.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                throw new BrokerException("rabbitmq-server does not end");
            }
        } catch (IOException e) {
            throw new BrokerException("rabbitmq-server: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

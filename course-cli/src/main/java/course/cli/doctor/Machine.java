package course.cli.doctor;

import course.cli.doctor.Finding.Grade;
import course.cli.words.Words;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What any clone needs: a JDK and its internals, Maven, system calls, ports, a terminal. */
final class Machine {
    private static final int OLDEST_JDK = 25;
    private static final List<String> INTERNALS =
            List.of("jdk.internal.vm.Continuation", "sun.nio.ch.SelChImpl");
    private static final List<String> SYSTEM_CALLS =
            List.of("select", "poll", "epoll_create1", "epoll_ctl", "epoll_wait");

    /** The tutorial's: of the brokers, of lesson 04's servers, of those of 05 and 06. */
    private static final List<Integer> PORTS = List.of(5672, 8001, 10000);

    private static final int SECONDS = 10;
    private static final Pattern COLOURS = Pattern.compile("\\e\\[[0-9;]*m");

    private Machine() {}

    static List<Finding> findings() {
        return List.of(jdk(), maven(), systemCalls(), ports(), terminal());
    }

    private static Finding jdk() {
        var version = Runtime.version().feature();
        var text =
                Words.text(
                        "doctor.jdk.text",
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        System.getProperty("java.home"));
        var gone = INTERNALS.stream().filter(name -> !isThere(name)).toList();
        if (version < OLDEST_JDK || !gone.isEmpty()) {
            return new Finding(
                    Words.text("doctor.jdk"),
                    Grade.MISSING,
                    text,
                    Words.text("doctor.jdk.advice", String.join(", ", gone)));
        }
        return Finding.fine(Words.text("doctor.jdk"), text);
    }

    private static boolean isThere(String className) {
        try {
            Class.forName(className, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Finding maven() {
        var program = onPath("mvn").or(() -> onPath("mvn.cmd"));
        var about = Words.text("doctor.maven");
        if (program.isEmpty()) {
            return new Finding(
                    about,
                    Grade.MISSING,
                    Words.text("doctor.maven.none"),
                    Words.text("doctor.maven.advice"));
        }
        return Finding.fine(about, firstLine(program.get(), "-B", "-v"));
    }

    static Optional<Path> onPath(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String firstLine(Path program, String... arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (var output = process.inputReader()) {
                var line = output.readLine();
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                return line == null ? program.toString() : COLOURS.matcher(line).replaceAll("");
            }
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return program.toString();
        }
    }

    private static Finding systemCalls() {
        var about = Words.text("doctor.calls");
        var machine =
                "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
        var lookup = Linker.nativeLinker().defaultLookup();
        var gone = SYSTEM_CALLS.stream().filter(name -> lookup.find(name).isEmpty()).toList();
        if (gone.isEmpty()) {
            return Finding.fine(
                    about,
                    Words.text("doctor.calls.all", machine, String.join(", ", SYSTEM_CALLS)));
        }
        return new Finding(
                about,
                Grade.COULD_BE_BETTER,
                Words.text("doctor.calls.some", machine, String.join(", ", gone)),
                Words.text("doctor.calls.advice"));
    }

    private static Finding ports() {
        var about = Words.text("doctor.ports");
        var taken = PORTS.stream().filter(port -> !isFree(port)).map(String::valueOf).toList();
        if (taken.isEmpty()) {
            return Finding.fine(
                    about,
                    Words.text(
                            "doctor.ports.free",
                            String.join(", ", PORTS.stream().map(String::valueOf).toList())));
        }
        return new Finding(
                about,
                Grade.COULD_BE_BETTER,
                Words.text("doctor.ports.taken", String.join(", ", taken)),
                Words.text("doctor.ports.advice"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static Finding terminal() {
        var about = Words.text("doctor.terminal");
        var charset = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
        var term = Optional.ofNullable(System.getenv("TERM")).orElse("");
        var text = Words.text("doctor.terminal.text", term.isEmpty() ? "-" : term, charset);
        if (!charset.equals(StandardCharsets.UTF_8.name())) {
            return new Finding(
                    about, Grade.COULD_BE_BETTER, text, Words.text("doctor.terminal.advice"));
        }
        return Finding.fine(about, text);
    }
}

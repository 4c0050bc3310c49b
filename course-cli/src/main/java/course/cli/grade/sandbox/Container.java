package course.cli.grade.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A container of Docker, whose image is empty: the JDK, the course and what programs need are this
 * machine's own, to be read only. It has loopback alone, no right of an administrator, and one
 * folder in memory to write in.
 */
final class Container implements Sandbox {
    private static final String IMAGE = "course-sandbox:empty";
    private static final String NOBODY = "65534";
    private static final Path IPV6 = Path.of("/proc/sys/net/ipv6");
    private static final Duration TO_TRY = Duration.ofSeconds(30);

    /** An archive without an entry. */
    private static final byte[] EMPTY_TAR = new byte[1024];

    /** Of the variables that the command is given, those that are for what runs inside. */
    private static final List<String> VARIABLES =
            List.of("PATH", "TZ", "LC_ALL", "HOME", "TMPDIR", "COURSE_BROKER");

    private final List<String> program;

    /**
     * @param program with the options that say where its engine is
     */
    private Container(List<String> program) {
        this.program = program;
    }

    static Optional<Sandbox> ifItWorks(List<Path> readable) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "docker"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Container::program)
                .map(Container::new)
                .filter(one -> one.hasImage() && one.works(readable, TO_TRY))
                .map(Sandbox.class::cast);
    }

    /** What runs in the sandbox is given no variable by which the engine would be found. */
    private static List<String> program(Path file) {
        var engine = System.getenv("DOCKER_HOST");
        return engine == null
                ? List.of(file.toString())
                : List.of(file.toString(), "--host", engine);
    }

    private boolean hasImage() {
        return succeeds(new byte[0], "image", "inspect", IMAGE)
                || succeeds(EMPTY_TAR, "import", "-", IMAGE);
    }

    private boolean succeeds(byte[] input, String... arguments) {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var out = process.getOutputStream()) {
                out.write(input);
            }
            if (!process.waitFor(TO_TRY.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String told() {
        return "a container of Docker: loopback alone, nothing writable but a folder of its own";
    }

    @Override
    public List<String> around(
            Place place, List<Path> readable, Limits limits, List<String> command) {
        var all = new ArrayList<>(program);
        all.addAll(List.of("run", "--rm", "--interactive", "--name", nameOf(place)));
        all.addAll(List.of("--network", "none", "--hostname", "localhost", "--ipc", "private"));
        if (Files.exists(IPV6)) {
            all.addAll(List.of("--sysctl", "net.ipv6.conf.all.disable_ipv6=0"));
        }
        all.addAll(List.of("--read-only", "--cap-drop", "ALL", "--user", NOBODY + ":" + NOBODY));
        all.addAll(List.of("--security-opt", "no-new-privileges"));
        all.addAll(List.of("--pids-limit", "" + limits.processes()));
        VARIABLES.forEach(variable -> all.addAll(List.of("--env", variable)));
        SystemFiles.programs().forEach(path -> all.addAll(readOnly(path)));
        SystemFiles.settings().forEach(path -> all.addAll(readOnly(path)));
        SystemFiles.notAmongPrograms(readable).forEach(path -> all.addAll(readOnly(path)));
        all.addAll(readOnly(place.classes()));
        if (Files.exists(place.socket())) {
            all.addAll(mount(place.socket()));
        }
        all.addAll(
                List.of(
                        "--tmpfs",
                        "%s:rw,exec,uid=%s,gid=%s,size=%sm"
                                .formatted(place.own(), NOBODY, NOBODY, limits.files())));
        all.addAll(List.of("--workdir", "" + place.own(), IMAGE));
        all.addAll(limits.kernel());
        all.addAll(command);
        return all;
    }

    /** Whoever ended the command has not ended what it runs. */
    @Override
    public void end(Place place) {
        succeeds(new byte[0], "rm", "--force", nameOf(place));
    }

    private static String nameOf(Place place) {
        return "course-" + place.folder().getFileName();
    }

    private static List<String> readOnly(Path path) {
        return mount(path, "readonly");
    }

    /** The properties are the fields of a line of CSV. */
    private static List<String> mount(Path path, String... more) {
        var properties =
                Stream.concat(
                        Stream.of("type=bind", "source=" + path, "target=" + path),
                        Stream.of(more));
        return List.of(
                "--mount",
                properties
                        .map(one -> "\"%s\"".formatted(one.replace("\"", "\"\"")))
                        .collect(Collectors.joining(",")));
    }
}

package course.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A terminal with a shell in it: one of tmux, of a server of its own. */
public final class Pane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static int count;

    private final Path folder;
    private final String server = "course-%s-%s".formatted(ProcessHandle.current().pid(), ++count);

    public Pane(Path folder, int columns, int rows) throws IOException {
        this.folder = folder;
        tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "" + columns,
                "-y",
                "" + rows,
                "-c",
                folder.toString(),
                "env",
                "LC_ALL=C.UTF-8",
                "PS1=shell> ",
                "NO_COLOR=",
                "sh");
        sees("shell>");
    }

    public static boolean isPossible() {
        try {
            return new ProcessBuilder("tmux", "-V")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException notInstalled) {
            return false;
        }
    }

    /** Starts the command, with the classes that are tested. */
    public void course(String arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var script =
                "\"%s\" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp \"%s\" course.cli.Course \"$@\"\n"
                        .formatted(java, path);
        Files.writeString(folder.resolve("start"), script);
        enter("sh start " + arguments);
    }

    public void enter(String line) throws IOException {
        tmux("send-keys", "-l", line);
        type("Enter");
    }

    /** Keys by tmux's names, such as {@code C-c}. */
    public void type(String... keys) throws IOException {
        var command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        tmux(command.toArray(String[]::new));
    }

    public void resize(int columns, int rows) throws IOException {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    public String screen() {
        try {
            return tmux("capture-pane", "-p");
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** Waits until all of it is there. */
    public void sees(String... texts) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(screen()).contains(texts));
    }

    private String tmux(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("tmux", "-L", server));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        tmux("kill-server");
    }
}

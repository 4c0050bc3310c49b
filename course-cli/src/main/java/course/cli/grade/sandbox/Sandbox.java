package course.cli.grade.sandbox;

import course.cli.run.Folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What keeps the code of a submission from the machine. */
public interface Sandbox {

    /** In words, for the reports. */
    String told();

    /**
     * The command that runs another one in it.
     *
     * @param place where it may write, and reads the answer
     * @param readable what else it reads: files and folders
     */
    List<String> around(Place place, List<Path> readable, Limits limits, List<String> command);

    /** Ends what runs there, if that is not the end of the command. */
    default void end(Place place) {}

    /** The best that this machine has. */
    static Sandbox best(List<Path> readable) {
        return Bubblewrap.ifItWorks(readable)
                .or(() -> Container.ifItWorks(readable))
                .orElseGet(NoSandbox::new);
    }

    /** Whether it starts here, and what runs in it can read what it shall. */
    default boolean works(List<Path> readable, Duration patience) {
        try {
            var place = Place.create(Files.createTempDirectory("grade"), Map.of());
            try {
                var script = new StringBuilder("test -w " + place.own());
                readable.forEach(path -> script.append(" && test -r '%s'".formatted(path)));
                var command = List.of("/bin/sh", "-c", script.toString());
                var process =
                        new ProcessBuilder(around(place, readable, Limits.USUAL, command))
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    return false;
                }
                return process.exitValue() == 0;
            } finally {
                end(place);
                Folders.delete(place.folder());
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

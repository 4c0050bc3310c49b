package course.cli.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the last build has left for the starts after it, in {@code .course/start}. */
public final class Build {
    /** The script that hears it builds anew, and starts again. */
    public static final int NOT_CURRENT = 75;

    private final Path root;
    private final Path folder;

    private Build(Path root) {
        this.root = root;
        this.folder = root.resolve(".course/start");
    }

    /**
     * @param root of the clone
     */
    public static Build of(Path root) {
        return new Build(root);
    }

    /** Whether nothing that it was made of has changed, and nothing that it made is gone. */
    public boolean isCurrent() {
        try {
            for (var needed : Files.readAllLines(needed())) {
                if (!Files.exists(root.resolve(needed))) {
                    return false;
                }
            }
            return Sources.in(root).areAs(Sources.read(root, sources()));
        } catch (IOException | NumberFormatException damaged) {
            return false;
        }
    }

    /** The flags that the POM gives to each JVM of the course. */
    public List<String> jvmFlags() throws IOException {
        return Files.readAllLines(flags());
    }

    Path root() {
        return root;
    }

    Path folder() {
        return folder;
    }

    /** For the script: the program {@code java}, and the folder that all this is about. */
    Path java() {
        return folder.resolve("java");
    }

    /** For the script: what {@code java} is to be told. */
    Path options() {
        return folder.resolve("options");
    }

    Path flags() {
        return folder.resolve("flags");
    }

    Path needed() {
        return folder.resolve("needed");
    }

    Path sources() {
        return folder.resolve("sources");
    }
}

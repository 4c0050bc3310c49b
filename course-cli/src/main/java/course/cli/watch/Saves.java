package course.cli.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which files of some folders have another content than when it was last asked. What is only
 * touched has not changed.
 */
final class Saves {
    private final Collection<Path> folders;
    private Map<Path, Look> looks;
    private Map<Path, Integer> contents;

    /** What can be seen of a file without reading it. */
    private record Look(long size, Object modified, Object key) {}

    /** What is there now is known. */
    Saves(Collection<Path> folders) {
        this.folders = folders;
        looks = looks();
        contents = contents(looks.keySet());
    }

    /** Whether the files look as when this was last asked: nobody is writing at this moment. */
    boolean areQuiet() {
        var now = looks();
        var quiet = now.equals(looks);
        looks = now;
        return quiet;
    }

    /** Those that have changed, come or gone; from now on they are known as they are. */
    Set<Path> changed() {
        var now = contents(looks.keySet());
        var all = new HashSet<>(now.keySet());
        all.addAll(contents.keySet());
        all.removeIf(file -> Objects.equals(now.get(file), contents.get(file)));
        contents = now;
        return all;
    }

    /** Whether a file is gone that was there: an editor that saves by renaming may be half-way. */
    boolean isOneMissing() {
        return !looks.keySet().containsAll(contents.keySet());
    }

    private Map<Path, Look> looks() {
        var found = new HashMap<Path, Look>();
        for (var folder : folders) {
            try (var files = Files.newDirectoryStream(folder, "*.java")) {
                for (var file : files) {
                    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    found.put(
                            file,
                            new Look(
                                    attributes.size(),
                                    attributes.lastModifiedTime(),
                                    attributes.fileKey()));
                }
            } catch (IOException isJustChanging) {
                // as far as it could be read; the next look sees the rest
            }
        }
        return found;
    }

    private static Map<Path, Integer> contents(Set<Path> files) {
        return files.stream().collect(Collectors.toMap(file -> file, Saves::content));
    }

    private static int content(Path file) {
        try {
            return Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException goneSince) {
            return 0;
        }
    }
}

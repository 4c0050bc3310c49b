package course.cli.grade.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of one run.
 *
 * @param folder with a short path: that of a Unix socket has room for some hundred letters
 */
public record Place(Path folder) {

    /** Where the JVM may write. */
    public Path own() {
        return folder.resolve("own");
    }

    /** The answer, for the JVM to read. */
    public Path classes() {
        return folder.resolve("classes");
    }

    /** Where the grader listens. */
    public Path socket() {
        return folder.resolve("line");
    }

    public static Place create(Path folder, Map<String, byte[]> classes) throws IOException {
        var place = new Place(folder);
        Files.createDirectories(place.own());
        Files.createDirectories(place.classes());
        for (var one : classes.entrySet()) {
            var file = place.classes().resolve(one.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, one.getValue());
        }
        return place;
    }
}

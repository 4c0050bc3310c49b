package course.cli.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The folders that Maven builds the course from: others beside them are no part of it. */
public final class Modules {
    private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<]+?)\\s*</module>");

    private Modules() {}

    /** Those that the course's POM names, and that are there, in its order. */
    public static List<Path> in(Path root) throws IOException {
        return MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                .results()
                .map(module -> root.resolve(module.group(1)))
                .filter(module -> Files.isRegularFile(module.resolve("pom.xml")))
                .toList();
    }
}

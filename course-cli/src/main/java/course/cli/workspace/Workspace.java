package course.cli.workspace;

import course.cli.words.Words;
import course.kit.catalogue.Catalogue;
import course.kit.catalogue.CourseExercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A clone of the course.
 *
 * @param root its folder
 * @param exercises all of them, in their order
 */
public record Workspace(Path root, List<Exercise> exercises) {
    private static final String SOURCES = "src/main/java";

    /** The clone whose command this is; or where the script has not said, that of this folder. */
    public static Workspace here() throws IOException {
        return around(Path.of(System.getProperty("course.root", "")));
    }

    /**
     * The clone that a folder is in.
     *
     * @throws IOException if it is in none, or the clone is damaged
     */
    public static Workspace around(Path folder) throws IOException {
        for (var at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("course-result"))
                    && Files.isRegularFile(at.resolve("pom.xml"))) {
                return of(at);
            }
        }
        throw new IOException(Words.text("workspace.none", folder.toAbsolutePath()));
    }

    private static Workspace of(Path root) throws IOException {
        var specs = new HashMap<String, Map<String, String>>();
        var exercises = new ArrayList<Exercise>();
        for (var entry : Catalogue.read(root).exercises()) {
            var ofLesson =
                    specs.computeIfAbsent(
                            entry.module(), lesson -> SpecSource.in(root.resolve(lesson)));
            exercises.add(exercise(root, entry, ofLesson.get(entry.exercise())));
        }
        return new Workspace(root, List.copyOf(exercises));
    }

    private static Exercise exercise(Path root, CourseExercise entry, String spec)
            throws IOException {
        if (spec == null) {
            throw new IOException(Words.text("workspace.noSpec", entry.exercise(), entry.module()));
        }
        var name = SpecSource.implementationOf(spec, "exercise", "Exercise");
        return new Exercise(
                entry.exercise(),
                entry.title(),
                entry.module(),
                entry.examples(),
                spec,
                root.resolve(entry.module())
                        .resolve(SOURCES)
                        .resolve(name.replace('.', '/') + ".java"));
    }

    /** The modules of the lessons, in their order. */
    public List<String> lessons() {
        return exercises.stream().map(Exercise::lesson).distinct().toList();
    }

    public List<Exercise> exercisesOf(String lesson) {
        return exercises.stream().filter(one -> one.lesson().equals(lesson)).toList();
    }

    public Optional<Exercise> exercise(String id) {
        return exercises.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** What the command keeps between two runs; git does not see it. */
    public Path memory() {
        return root.resolve(".course");
    }
}

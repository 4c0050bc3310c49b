package course.cli.grade.permit;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.workspace.Workspace;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** No answer is refused that is one: every reference and every mistake of the course is read. */
class PermitsProof {

    /**
     * What a mistake has, and no answer: it says what it is, and may be a reference but for that.
     */
    private static final Rule[] OF_MISTAKES = {
        Rule.of("course.kit.Mistake"), Rule.of("course.*.reference.*")
    };

    static List<Path> lessons() throws IOException {
        var course = Workspace.around(Path.of(""));
        return course.lessons().stream().map(course.root()::resolve).toList();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void referencesAndMistakesMayBeRun(Path folder) throws IOException {
        try (var permits = Permits.of(folder, classPath(folder))) {
            var references = classes(folder.resolve("target/classes"), "reference");
            var mistakes = classes(folder.resolve("target/test-classes"), "mistakes");

            assertThat(references).isNotEmpty();
            assertThat(mistakes).isNotEmpty();
            assertThat(Reading.of(references, packageOf(references), permits)).isEmpty();
            assertThat(Reading.of(mistakes, packageOf(mistakes), permits.and(OF_MISTAKES)))
                    .isEmpty();
        }
    }

    private static String packageOf(Map<String, byte[]> classes) {
        var name = classes.keySet().iterator().next();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static Map<String, byte[]> classes(Path folder, String packageName) throws IOException {
        var found = new TreeMap<String, byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
                if (file.getParent().endsWith(packageName)) {
                    var name = folder.relativize(file).toString().replace(File.separatorChar, '.');
                    found.put(name.replaceAll("\\.class$", ""), Files.readAllBytes(file));
                }
            }
        }
        return found;
    }

    private static List<Path> classPath(Path folder) throws IOException {
        var path = new ArrayList<Path>();
        path.add(folder.resolve("target/test-classes"));
        path.add(folder.resolve("target/classes"));
        var others = Files.readString(folder.resolve("target/course/classpath.txt")).strip();
        for (var one : others.split(File.pathSeparator)) {
            path.add(Path.of(one));
        }
        return path;
    }
}

package course.cli.grade.permit;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
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
    private static final List<Rule> OF_MISTAKES =
            List.of(Rule.of("course.kit.Mistake"), Rule.of("course.*.reference.*"));

    static List<Exercise> exercises() throws IOException {
        return Workspace.around(Path.of("")).exercises();
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void referenceAndMistakesMayBeRun(Exercise exercise) throws IOException {
        var target = exercise.folder().resolve("target");
        var answer = exercise.className();
        var contract = answer.replace("exercise.Exercise", "");
        try (var ofLesson = Permits.of(exercise.folder(), classPath(exercise.folder()))) {
            var permits = ofLesson.forExercise(exercise.id());
            var references = classes(target.resolve("classes"), "reference");
            var reference = answer.replace("exercise.Exercise", "reference.Reference");
            assertThat(read(used(reference, references), permits)).isEmpty();

            var mistakes = classes(target.resolve("test-classes"), "mistakes");
            var ofThis = mistakes.keySet().stream().filter(one -> is(one, contract, mistakes));
            assertThat(ofThis.toList())
                    .isNotEmpty()
                    .allSatisfy(mistake ->
                            assertThat(read(used(mistake, mistakes), permits.and(OF_MISTAKES)))
                                    .isEmpty());
        }
    }

    private static List<Refusal> read(Map<String, byte[]> classes, Permits permits) {
        var name = classes.keySet().iterator().next();
        return Reading.of(classes, name.substring(0, name.lastIndexOf('.')), permits);
    }

    /** The class, and those of its package that it uses. */
    private static Map<String, byte[]> used(String name, Map<String, byte[]> all) {
        var used = new TreeMap<String, byte[]>();
        collect(name, all, used);
        return used;
    }

    private static void collect(String name, Map<String, byte[]> all, Map<String, byte[]> used) {
        if (all.containsKey(name) && used.put(name, all.get(name)) == null) {
            for (var entry : ClassFile.of().parse(all.get(name)).constantPool()) {
                if (entry instanceof ClassEntry type) {
                    collect(Hierarchy.name(type), all, used);
                }
            }
        }
    }

    private static boolean is(String name, String contract, Map<String, byte[]> all) {
        return name.equals(contract)
                || all.containsKey(name)
                        && Hierarchy.parentsOf(ClassFile.of().parse(all.get(name))).stream()
                                .anyMatch(parent -> is(parent, contract, all));
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

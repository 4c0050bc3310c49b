package course.kit.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is run in a grading run has been compiled from the sources of today. */
class ExerciseCompilerTest {
    @TempDir private Path folder;
    private ExerciseCompiler compiler;

    @BeforeEach
    void setUp() throws IOException {
        compiler =
                new ExerciseCompiler(
                        folder.resolve("sources"),
                        folder.resolve("classes"),
                        folder.resolve("course/compiled"),
                        List.of());
        write("ExerciseOne", "class ExerciseOne { Helper helper; }");
        write("ExerciseTwo", "class ExerciseTwo { class Inner {} }");
        write("Helper", "class Helper {}");
    }

    @Test
    void allAreCompiled() throws IOException {
        assertThat(compiler.compile()).isEmpty();

        assertThat(classes())
                .containsExactly("ExerciseOne", "ExerciseTwo", "ExerciseTwo$Inner", "Helper");
    }

    @Test
    void oneThatDoesNotCompileCostsNoOther() throws IOException {
        write("ExerciseTwo", "class ExerciseTwo {\n  class Inner {}\n  int three = \"3\";\n}");

        var failures = compiler.compile();

        assertThat(failures).containsOnlyKeys("course.x.exercise.ExerciseTwo");
        assertThat(failures.values())
                .singleElement()
                .asString()
                .startsWith("ExerciseTwo.java does not compile: line 3: ");
        assertThat(classes()).containsExactly("ExerciseOne", "Helper");
    }

    @Test
    void whatAnExerciseUsesHasToCompileToo() throws IOException {
        write("Helper", "class Helper { int three = \"3\"; }");

        assertThat(compiler.compile())
                .containsOnlyKeys("course.x.exercise.ExerciseOne")
                .extractingByKey("course.x.exercise.ExerciseOne")
                .asString()
                .startsWith("ExerciseOne.java does not compile: Helper.java, line 1: ");
    }

    @Test
    void noClassOfAnEarlierRunIsLeft() throws IOException {
        compiler.compile();
        write("ExerciseOne", "class ExerciseOne { int three = \"3\"; }");
        Files.delete(source("ExerciseTwo"));

        compiler.compile();

        assertThat(classes()).isEmpty();
    }

    @Test
    void anOlderFileInAnothersPlaceIsCompiled() throws IOException {
        compiler.compile();
        write("ExerciseTwo", "class ExerciseTwo { class Other {} }");
        Files.setLastModifiedTime(source("ExerciseTwo"), FileTime.from(Instant.EPOCH));

        compiler.compile();

        assertThat(classes()).contains("ExerciseTwo$Other").doesNotContain("ExerciseTwo$Inner");
    }

    @Test
    void whatIsCompiledIsNotCompiledAgain() throws IOException {
        compiler.compile();
        var before = Files.getLastModifiedTime(classFile("Helper"));
        Files.setLastModifiedTime(classFile("Helper"), FileTime.from(Instant.EPOCH));

        assertThat(compiler.compile()).isEqualTo(Map.of());

        assertThat(Files.getLastModifiedTime(classFile("Helper"))).isLessThan(before);
    }

    @Test
    void aClassThatSomebodyElseHasCompiledIsNotTrusted() throws IOException {
        compiler.compile();
        Files.write(classFile("Helper"), new byte[] {1});

        compiler.compile();

        assertThat(Files.size(classFile("Helper"))).isGreaterThan(1);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(source(name).getParent());
        Files.writeString(source(name), "package course.x.exercise; " + text);
    }

    private Path source(String name) {
        return folder.resolve("sources/course/x/exercise/" + name + ".java");
    }

    private Path classFile(String name) {
        return folder.resolve("classes/course/x/exercise/" + name + ".class");
    }

    private List<String> classes() throws IOException {
        var exercises = classFile("x").getParent();
        if (!Files.exists(exercises)) {
            return List.of();
        }
        try (var files = Files.list(exercises)) {
            return files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .sorted()
                    .toList();
        }
    }
}

package course.cli.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A clone of a course of two lessons, as small as one can be. */
public record Clone(Path root) {
    private static final String STUB =
            """
            package course.%1$s.exercise;

            public final class Exercise%2$s implements %2$s {
                public void run() {
                    // TODO %3$s.2: then this
                    throw new UnsupportedOperationException("TODO %3$s.1: first this");
                }
            }
            """;

    /** In an empty folder. */
    public static Clone in(Path root) throws IOException {
        var clone = new Clone(root);
        clone.write(
                "pom.xml",
                """
                <project>
                  <modules>
                    <module>01-one</module>
                    <module>02-two</module>
                    <module>course-result</module>
                  </modules>
                </project>
                """);
        clone.write(
                "course-result/src/main/resources/not-run/exercise.json",
                """
                {"exercises": [
                  {"module": "01-one", "exercise": "1.1", "title": "A", "examples": 3},
                  {"module": "02-two", "exercise": "2.1", "title": "B: first", "examples": 2},
                  {"module": "02-two", "exercise": "2.2", "title": "B: then", "examples": 1}
                ]}
                """);
        clone.write(
                "01-one/src/test/java/course/one/ASpec.java",
                "@Exercise(id = \"1.1\", title = \"A\", section = \"\")\nclass ASpec {}\n");
        clone.write(
                "02-two/src/test/java/course/two/BSpec.java",
                """
                @Exercise(id = "2.1", title = "B: first", section = "")
                class BSpec {
                    @Exercise(id = "2.2", title = "B: then", section = "")
                    static class Then {}
                }
                """);
        clone.add("01-one", "one", "A", "1.1");
        clone.add("02-two", "two", "B", "2.1");
        return clone;
    }

    private void add(String lesson, String folder, String name, String id) throws IOException {
        var stub = STUB.formatted(folder, name, id);
        var sources = lesson + "/src/main/java/course/" + folder;
        write(sources + "/exercise/Exercise" + name + ".java", stub);
        write(lesson + "/stubs/Exercise" + name + ".java.txt", stub);
        write(
                sources + "/reference/Reference" + name + ".java",
                """
                package course.%1$s.reference;

                public final class Reference%2$s implements %2$s {
                    public void run() {
                        Helper.help();
                    }
                }
                """
                        .formatted(folder, name));
        write(sources + "/reference/Helper.java", "final class Helper {}\n");
        write(
                lesson + "/hints/" + id + ".md",
                """
                # %1$s %2$s

                ## TODO %1$s.1

                ### Where to look

                There.

                ### The idea

                This.

                ### Its shape

                So.

                ## TODO %1$s.2

                ### Where to look

                There, too.

                ### The idea

                This, too.

                ### Its shape

                So, too.
                """
                        .formatted(id, name));
    }

    public Path write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    public Workspace course() throws IOException {
        return Workspace.around(root);
    }

    public Exercise exercise(String id) throws IOException {
        return course().exercise(id).orElseThrow();
    }
}

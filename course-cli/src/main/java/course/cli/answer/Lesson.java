package course.cli.answer;

import course.cli.start.Build;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lesson's exercises are compiled and run with.
 *
 * @param name such as {@code 05-select-server}
 * @param classPath without the classes of any exercise
 * @param jvmFlags that the POM gives to its JVMs
 * @param specs the classes of its specs, in the order of the exercises
 */
public record Lesson(
        String name, Path folder, List<Path> classPath, List<String> jvmFlags, List<String> specs) {

    /**
     * @throws IOException if the course has not been built
     */
    public static Lesson of(Workspace course, String name) throws IOException {
        var folder = course.root().resolve(name);
        var path = new ArrayList<Path>();
        var jars = new ClassJars(course.memory().resolve("classes"));
        for (var entry : classPath(folder)) {
            path.add(Files.isDirectory(entry) ? jars.jarOf(entry) : entry);
        }
        return new Lesson(
                name,
                folder,
                List.copyOf(path),
                Build.of(course.root()).jvmFlags(),
                course.exercisesOf(name).stream().map(Exercise::spec).toList());
    }

    private static List<Path> classPath(Path folder) throws IOException {
        var target = folder.resolve("target");
        try {
            var path = new ArrayList<Path>();
            path.add(target.resolve("test-classes"));
            path.add(target.resolve("classes"));
            var others = Files.readString(target.resolve("course/classpath.txt")).strip();
            for (var one : others.split(File.pathSeparator)) {
                path.add(Path.of(one));
            }
            return path;
        } catch (NoSuchFileException e) {
            throw new IOException(Words.text("lesson.unbuilt", folder.getFileName()), e);
        }
    }
}

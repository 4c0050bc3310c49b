package course.cli.demo;

import course.cli.start.Build;
import course.cli.workspace.Workspace;

import org.jline.utils.Signals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a demo as Maven would, without Maven. */
public final class DemoJvm {
    private DemoJvm() {}

    /** Runs it in this terminal; returns its exit status. */
    public static int run(Workspace course, Demo demo, List<String> arguments) throws IOException {
        return wait(
                jvm(course, course.root().resolve(demo.lesson()), demo.className(), arguments)
                        .inheritIO()
                        .start());
    }

    /** A JVM with a lesson's class path, as it is to be started. */
    public static ProcessBuilder jvm(
            Workspace course, Path lesson, String main, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Build.of(course.root()).jvmFlags());
        command.add("-cp");
        command.add(
                lesson.resolve("target/classes")
                        + File.pathSeparator
                        + Files.readString(lesson.resolve("target/course/classpath.txt")).strip());
        command.add(main);
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(lesson.toFile());
    }

    /** Ctrl-C is for the program: it ends, and then this does. */
    private static int wait(Process program) {
        Runtime.getRuntime().addShutdownHook(new Thread(program::destroy));
        Signals.register("INT", () -> {});
        while (true) {
            try {
                return program.waitFor();
            } catch (InterruptedException e) {
                program.destroy();
            }
        }
    }
}

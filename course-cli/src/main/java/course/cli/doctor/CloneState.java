package course.cli.doctor;

import course.cli.demo.DemoJvm;
import course.cli.doctor.Finding.Grade;
import course.cli.keep.Stubs;
import course.cli.progress.Progress;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is the matter with a clone: its files, what is remembered, the broker that it would take.
 */
final class CloneState {
    private static final String BROKERS = "course.broker.Brokers";
    private static final String BROKER_MODULE = "course-broker";
    private static final int SECONDS = 30;

    private final Workspace course;

    CloneState(Workspace course) {
        this.course = course;
    }

    List<Finding> findings() throws IOException {
        var findings = new ArrayList<Finding>();
        findings.add(broker());
        findings.add(exercises());
        findings.add(memory());
        return findings;
    }

    /** The module that starts brokers says it; the lesson that stands on it can run it. */
    private Finding broker() throws IOException {
        var about = Words.text("doctor.broker");
        for (var lesson : course.lessons()) {
            var folder = course.root().resolve(lesson);
            var path = folder.resolve("target/course/classpath.txt");
            if (Files.exists(path) && Files.readString(path).contains(BROKER_MODULE)) {
                return asked(about, folder);
            }
        }
        return new Finding(
                about,
                Grade.COULD_BE_BETTER,
                Words.text("doctor.broker.unbuilt"),
                Words.text("doctor.broker.build"));
    }

    private Finding asked(String about, Path lesson) throws IOException {
        var process =
                DemoJvm.jvm(course, lesson, BROKERS, List.of())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = process.inputReader()) {
            process.getOutputStream().close();
            var line = output.readLine();
            var ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0 || line == null) {
                return new Finding(
                        about,
                        Grade.MISSING,
                        String.valueOf(line),
                        Words.text("doctor.broker.wrong"));
            }
            return line.startsWith("qpid (") && !line.contains("COURSE_BROKER")
                    ? new Finding(
                            about, Grade.COULD_BE_BETTER, line, Words.text("doctor.broker.advice"))
                    : Finding.fine(about, line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding(about, Grade.MISSING, "-", Words.text("doctor.broker.wrong"));
        } finally {
            process.destroyForcibly();
        }
    }

    private Finding exercises() throws IOException {
        var about = Words.text("doctor.exercises");
        var gone =
                course.exercises().stream()
                        .filter(one -> !Files.exists(one.source()))
                        .map(Exercise::id)
                        .toList();
        if (!gone.isEmpty()) {
            return new Finding(
                    about,
                    Grade.MISSING,
                    Words.text("doctor.exercises.gone", String.join(", ", gone)),
                    Words.text("doctor.exercises.advice", gone.getFirst()));
        }
        for (var one : course.exercises()) {
            Stubs.of(one);
        }
        return Finding.fine(about, Words.text("doctor.exercises.all", course.exercises().size()));
    }

    private Finding memory() {
        var about = Words.text("doctor.memory");
        var trouble = Progress.of(course).trouble();
        if (!trouble.isEmpty()) {
            return new Finding(about, Grade.COULD_BE_BETTER, trouble, "");
        }
        if (Files.exists(course.memory()) && !Files.isWritable(course.memory())) {
            return new Finding(
                    about,
                    Grade.MISSING,
                    Words.text("doctor.memory.closed", course.memory()),
                    Words.text("doctor.memory.advice", course.memory()));
        }
        return Finding.fine(about, course.memory().toString());
    }
}

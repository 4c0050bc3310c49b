package course.cli.command;

import course.cli.grade.Grader;
import course.cli.grade.result.GradedSubmission;
import course.cli.grade.result.Grading;
import course.cli.grade.submission.Submissions;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./course grade}. */
@Command(
        name = "grade",
        mixinStandardHelpOptions = true,
        description = "Judges submissions: folders, clones, .zip and .tar.gz, or folders of them.")
public final class Grade implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "submissions")
    private List<Path> folders;

    @Option(
            names = "--lesson",
            paramLabel = "LESSON",
            description = "such as 05: only its exercises; may be given several times")
    private List<String> lessons = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "2",
            description = "how many JVMs run at the same time; ${DEFAULT-VALUE} if not given")
    private int jobs;

    @Option(names = "--out", paramLabel = "DIR", description = "where the results are written")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (jobs < 1) {
            throw new ParameterException(command.commandLine(), Words.text("grade.jobs"));
        }
        var course = Workspace.here();
        var chosen = chosen(course);
        var submissions = new Submissions(course).in(folders);
        try (var grader = new Grader(course, chosen, jobs)) {
            var grading = grader.grade(submissions, one -> System.out.println(line(one)));
            if (out != null) {
                Files.createDirectories(out);
                Files.writeString(
                        out.resolve("results.json"), Grading.gson().toJson(grading) + "\n");
            }
            return grading.isWhole() ? 0 : 1;
        }
    }

    private List<Exercise> chosen(Workspace course) {
        for (var lesson : lessons) {
            if (course.exercises().stream().noneMatch(one -> isOf(lesson, one))) {
                throw new ParameterException(
                        command.commandLine(), Words.text("exercise.unknown", lesson));
            }
        }
        return course.exercises().stream()
                .filter(one ->
                        lessons.isEmpty() || lessons.stream().anyMatch(name -> isOf(name, one)))
                .toList();
    }

    /** A lesson's name or number, or an exercise's id. */
    private static boolean isOf(String lesson, Exercise exercise) {
        return exercise.lesson().equals(lesson)
                || exercise.lesson().startsWith(lesson + "-")
                || exercise.id().equals(lesson)
                || exercise.id().startsWith(lesson + ".");
    }

    private static String line(GradedSubmission one) {
        return one.isJudged()
                ? "%s: %s of %s exercises are done, %.1f s"
                        .formatted(
                                one.name(),
                                one.exercises().stream().filter(e -> e.score().isDone()).count(),
                                one.exercises().size(),
                                one.seconds())
                : "%s could not be judged: %s".formatted(one.name(), one.defect().get());
    }
}

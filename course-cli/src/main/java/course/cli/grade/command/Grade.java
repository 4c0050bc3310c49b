package course.cli.grade.command;

import course.cli.grade.Grader;
import course.cli.grade.report.Plain;
import course.cli.grade.report.Reports;
import course.cli.grade.report.Scheme;
import course.cli.grade.result.GradedSubmission;
import course.cli.grade.result.Grading;
import course.cli.grade.submission.Submission;
import course.cli.grade.submission.Submissions;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Stack;
import java.util.concurrent.Callable;

/** {@code ./course grade}. */
@Command(name = "grade", mixinStandardHelpOptions = true, subcommands = Work.class)
public final class Grade implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Parameters(paramLabel = "FOLDER", arity = "0..*", descriptionKey = "FOLDER")
    private List<Path> folders = List.of();

    @Option(names = "--lesson", paramLabel = "LESSON")
    private List<String> lessons = List.of();

    @Option(names = "--jobs", paramLabel = "N")
    private int jobs = Grader.USUAL_JOBS;

    @Option(names = "--out", paramLabel = "DIR")
    private Path out;

    @Option(names = "--scheme", paramLabel = "FILE")
    private Path schemeFile;

    @Option(
            names = "--queue",
            paramLabel = "URI",
            arity = "0..1",
            parameterConsumer = Address.class)
    private String queue;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (jobs < 1) {
            throw misuse(Words.text("grade.jobs"));
        }
        if (folders.isEmpty()) {
            throw misuse(Words.text("grade.folders"));
        }
        var course = Workspace.here();
        var chosen = chosen(course);
        var scheme = scheme(chosen);
        var reader = new Submissions(course);
        var submissions = reader.in(folders);
        var grading = grading(course, chosen, submissions);
        var reports = new Reports(grading, scheme, HandedIn.of(reader.paths()));
        System.out.print("\n" + reports.table());
        if (out != null) {
            reports.write(out);
            System.out.println(Words.text("grade.written", out.resolve("index.html")));
        }
        return grading.isWhole() ? 0 : 1;
    }

    private Grading grading(Workspace course, List<Exercise> chosen, List<Submission> submissions)
            throws IOException, InterruptedException {
        if (queue != null) {
            return new GradingByQueue(course, chosen, submissions, jobs).grade(queue);
        }
        try (var grader = new Grader(course, chosen, jobs)) {
            return grader.grade(submissions, one -> System.out.println(line(one)));
        }
    }

    private Scheme scheme(List<Exercise> chosen) {
        try {
            return schemeFile == null ? Scheme.simple() : Scheme.read(schemeFile, chosen);
        } catch (IOException wrong) {
            throw misuse(wrong.getMessage());
        }
    }

    private List<Exercise> chosen(Workspace course) {
        for (var lesson : lessons) {
            if (course.exercises().stream().noneMatch(one -> isOf(lesson, one))) {
                throw misuse(Words.text("exercise.unknown", lesson));
            }
        }
        return course.exercises().stream()
                .filter(one ->
                        lessons.isEmpty() || lessons.stream().anyMatch(name -> isOf(name, one)))
                .toList();
    }

    private ParameterException misuse(String why) {
        return new ParameterException(command.commandLine(), why);
    }

    /** A lesson's name or number, or an exercise's id. */
    private static boolean isOf(String lesson, Exercise exercise) {
        return exercise.lesson().equals(lesson)
                || exercise.lesson().startsWith(lesson + "-")
                || exercise.id().equals(lesson)
                || exercise.id().startsWith(lesson + ".");
    }

    private static String line(GradedSubmission one) {
        return Plain.line(
                one.isJudged()
                        ? Words.text(
                                "grade.line",
                                one.name(),
                                one.exercises().stream().filter(e -> e.score().isDone()).count(),
                                one.exercises().size(),
                                Math.round(one.seconds()))
                        : Words.text("grade.line.defect", one.name(), one.defect().orElseThrow()));
    }

    /** What follows {@code --queue} is an address, or already a folder. */
    private static final class Address implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> left, ArgSpec option, CommandSpec command) {
            var hasAddress = !left.isEmpty() && left.peek().startsWith("amqp");
            option.setValue(hasAddress ? left.pop() : "");
        }
    }
}

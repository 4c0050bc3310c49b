package course.cli.grade.command;

import course.cli.grade.Grader;
import course.cli.grade.queue.GradeWorker;
import course.cli.grade.queue.Parcel;
import course.cli.grade.report.Plain;
import course.cli.grade.result.GradedSubmission;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./course grade worker}. */
@Command(name = "worker", mixinStandardHelpOptions = true)
public final class Work implements Callable<Integer> {
    static final String STANDARD_INPUT = "-";

    @Spec private CommandSpec command;

    @Option(names = "--queue", paramLabel = "URI", required = true)
    private String uri;

    @Option(names = "--jobs", paramLabel = "N")
    private int jobs = Grader.USUAL_JOBS;

    private List<Exercise> graded = List.of();
    private Grader grader;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (jobs < 1) {
            throw new ParameterException(command.commandLine(), Words.text("grade.jobs"));
        }
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var isChild = uri.equals(STANDARD_INPUT);
        var address = isChild ? input.readLine() : uri;
        var course = Workspace.here();
        var print = CoursePrint.of(course.root());
        try (var worker =
                new GradeWorker(
                        address == null ? "" : address,
                        print,
                        parcel -> judge(course, parcel),
                        line -> System.out.println(Plain.line(line)))) {
            var ended = new Thread(worker::close, "worker-ends");
            Runtime.getRuntime().addShutdownHook(ended);
            if (isChild) {
                Thread.ofPlatform().daemon().start(() -> endWith(input));
            }
            worker.run();
            return 0;
        } finally {
            if (grader != null) {
                grader.close();
            }
        }
    }

    /** Whoever has started it has ended. */
    private static void endWith(BufferedReader input) {
        try {
            while (input.readLine() != null) {
                // nothing more is said
            }
        } catch (IOException closed) {
            // that is the end, too
        }
        System.exit(0);
    }

    private GradedSubmission judge(Workspace course, Parcel parcel)
            throws IOException, InterruptedException {
        var packed = Packed.of(parcel, course);
        if (grader == null || !packed.exercises().equals(graded)) {
            if (grader != null) {
                grader.close();
            }
            grader = new Grader(course, packed.exercises(), jobs);
            graded = packed.exercises();
        }
        return grader.grade(List.of(packed.submission()), one -> {}).submissions().getFirst();
    }
}

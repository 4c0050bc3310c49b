package course.cli.grade.jvm;

import course.cli.answer.Answer;
import course.cli.answer.AnswerCompiler;
import course.cli.answer.Lesson;
import course.cli.workspace.Workspace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The main of a compiler's JVM: answers each job, and ends with its input. */
final class CompilerMain {
    private static final String GIVEN_UP =
            "javac has given up: something is nested too deeply, or is too large";

    /** Far more than an answer has, and less than a line to the grader may be long. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final String TOO_LARGE =
            "its classes come to more than %s MB".formatted(MOST_BYTES / 1024 / 1024);

    private static final int LONGEST_ERROR = 2_000;

    private final Map<String, AnswerCompiler> compilers = new HashMap<>();

    private CompilerMain() {}

    public static void main(String... none) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var compiler = new CompilerMain();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            out.print(compiler.compile(CompileJob.of(line)).line());
            out.flush();
        }
    }

    private CompileJob.Done compile(CompileJob job) throws IOException {
        var course = Workspace.around(Path.of(job.root()));
        var exercise = course.exercise(job.exercise()).orElseThrow();
        var sources = new TreeMap<Path, String>();
        job.sources()
                .forEach((name, text) -> sources.put(exercise.source().resolveSibling(name), text));
        var compiler = compilers.get(exercise.lesson());
        if (compiler == null) {
            compiler = new AnswerCompiler(Lesson.of(course, exercise.lesson()));
            compilers.put(exercise.lesson(), compiler);
        }
        try {
            var compiled = compiler.compile(new Answer(exercise.source(), sources));
            var errors =
                    compiled.compilation().errors().stream().map(CompilerMain::shortened).toList();
            if (errors.isEmpty() && compiled.classes().isEmpty()) {
                return CompileJob.Done.of(List.of(GIVEN_UP), Map.of());
            }
            return size(compiled.classes()) > MOST_BYTES
                    ? CompileJob.Done.of(List.of(TOO_LARGE), Map.of())
                    : CompileJob.Done.of(errors, compiled.classes());
        } catch (StackOverflowError | RuntimeException e) {
            return CompileJob.Done.of(List.of(GIVEN_UP + " (" + e + ")"), Map.of());
        }
    }

    private static long size(Map<String, byte[]> classes) {
        return classes.values().stream().mapToLong(one -> one.length).sum();
    }

    /** It shows the line that it is about, which may be all of the file. */
    private static String shortened(Object error) {
        var text = error.toString();
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + " […]";
    }
}

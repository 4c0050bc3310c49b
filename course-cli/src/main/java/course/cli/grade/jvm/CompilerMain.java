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
            var errors = compiled.compilation().errors().stream().map(Object::toString).toList();
            return errors.isEmpty() && compiled.classes().isEmpty()
                    ? CompileJob.Done.of(List.of(GIVEN_UP), Map.of())
                    : CompileJob.Done.of(errors, compiled.classes());
        } catch (StackOverflowError | RuntimeException e) {
            return CompileJob.Done.of(List.of(GIVEN_UP + " (" + e + ")"), Map.of());
        }
    }
}

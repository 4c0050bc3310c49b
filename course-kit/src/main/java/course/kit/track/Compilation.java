package course.kit.track;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/**
 * What came of compiling an exercise.
 *
 * @param errors none, if there are classes now
 */
public record Compilation(List<? extends Diagnostic<?>> errors) {
    private static final int MOST_ERRORS = 3;
    private static final List<String> ALWAYS =
            List.of("-nowarn", "-proc:none", "-g", "-Xmaxerrs", "20");

    /**
     * @param options that the POM gives to the compiler
     */
    public static Compilation of(
            JavaCompiler compiler,
            JavaFileManager files,
            List<String> options,
            Iterable<? extends JavaFileObject> sources) {
        var arguments = new ArrayList<>(ALWAYS);
        arguments.addAll(options);
        var found = new DiagnosticCollector<JavaFileObject>();
        var done = compiler.getTask(null, files, found, arguments, null, sources).call();
        return new Compilation(
                done
                        ? List.of()
                        : found.getDiagnostics().stream()
                                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                                .toList());
    }

    public boolean succeeded() {
        return errors.isEmpty();
    }

    /** In one line, since it comes for each example. */
    public String inOneLine(String file) {
        var first = errors.subList(0, Math.min(MOST_ERRORS, errors.size()));
        var more = errors.size() - first.size();
        return "%s does not compile: %s%s"
                .formatted(
                        file,
                        first.stream()
                                .map(one -> place(file, one) + oneLine(one))
                                .collect(Collectors.joining("; ")),
                        more == 0 ? "" : "; and %s more".formatted(more));
    }

    private static String oneLine(Diagnostic<?> error) {
        return error.getMessage(null).strip().replaceAll("\\s*\\R\\s*", ", ");
    }

    private static String place(String file, Diagnostic<?> error) {
        if (!(error.getSource() instanceof JavaFileObject source)) {
            return "";
        }
        var name = Path.of(source.getName()).getFileName().toString();
        return "%sline %s: ".formatted(name.equals(file) ? "" : name + ", ", error.getLineNumber());
    }

    /** As javac says it, with the lines of the source. */
    @Override
    public String toString() {
        return errors.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}

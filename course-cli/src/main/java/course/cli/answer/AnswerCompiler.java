package course.cli.answer;

import course.kit.track.Compilation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles answers to one lesson, in memory. It is fast from the second time on, since it keeps
 * what it has read of the class path.
 */
public final class AnswerCompiler implements AutoCloseable {
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager libraries;
    private final List<String> options;

    /**
     * @param compilation what the compiler says
     * @param classes by their names; none if there are errors
     */
    public record Compiled(Compilation compilation, Map<String, byte[]> classes) {}

    public AnswerCompiler(Lesson lesson) throws IOException {
        libraries = compiler.getStandardFileManager(null, null, null);
        libraries.setLocationFromPaths(StandardLocation.CLASS_PATH, lesson.classPath());
        options = options(lesson);
    }

    private static List<String> options(Lesson lesson) {
        var options = new ArrayList<>(List.of("-parameters"));
        var flags = lesson.jvmFlags();
        for (var i = 0; i < flags.size(); i++) {
            if (flags.get(i).startsWith("--add-exports")) {
                options.addAll(flags.subList(i, flags.get(i).contains("=") ? i + 1 : i + 2));
            }
        }
        return options;
    }

    /** The exercise's own file, and what it uses of the others. */
    public synchronized Compiled compile(Answer answer) {
        var files = new InMemory(libraries, answer);
        var compilation =
                Compilation.of(compiler, files, options, List.of(files.source(answer.file())));
        return new Compiled(compilation, compilation.succeeded() ? files.classes() : Map.of());
    }

    @Override
    public void close() throws IOException {
        libraries.close();
    }

    /** The answer's sources and classes; all others are the libraries'. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<Path, Source> sources = new HashMap<>();
        private final Map<String, Written> written = new HashMap<>();
        private final String packageName;

        InMemory(JavaFileManager libraries, Answer answer) {
            super(libraries);
            answer.sources().forEach((path, text) -> sources.put(path, new Source(path, text)));
            packageName = packageOf(answer.file());
        }

        private static String packageOf(Path file) {
            var names = new ArrayList<String>();
            var folder = file.getParent();
            while (!folder.endsWith("src/main/java")) {
                names.addFirst(folder.getFileName().toString());
                folder = folder.getParent();
            }
            return String.join(".", names);
        }

        Source source(Path file) {
            return sources.get(file);
        }

        Map<String, byte[]> classes() {
            var classes = new HashMap<String, byte[]>();
            written.forEach((name, file) -> classes.put(name, file.bytes.toByteArray()));
            return classes;
        }

        @Override
        public boolean hasLocation(Location location) {
            return location == StandardLocation.SOURCE_PATH || super.hasLocation(location);
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String name, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            if (location != StandardLocation.SOURCE_PATH) {
                return super.list(location, name, kinds, recurse);
            }
            return name.equals(packageName) && kinds.contains(JavaFileObject.Kind.SOURCE)
                    ? List.copyOf(sources.values())
                    : List.of();
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof Source source
                    ? packageName + "." + source.simpleName()
                    : super.inferBinaryName(location, file);
        }

        @Override
        public boolean isSameFile(FileObject one, FileObject other) {
            return one == other || one.toUri().equals(other.toUri());
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject source) {
            var file = new Written(name, kind);
            written.put(name, file);
            return file;
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final Path path;
        private final String text;

        Source(Path path, String text) {
            super(path.toUri(), Kind.SOURCE);
            this.path = path;
            this.text = text;
        }

        String simpleName() {
            return path.getFileName().toString().replaceFirst("\\.java$", "");
        }

        @Override
        public String getName() {
            return path.toString();
        }

        @Override
        public CharSequence getCharContent(boolean lenient) {
            return text;
        }
    }

    private static final class Written extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Written(String name, Kind kind) {
            super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }
}

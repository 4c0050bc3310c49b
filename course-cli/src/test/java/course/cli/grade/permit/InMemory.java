package course.cli.grade.permit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a text to class files. */
final class InMemory {
    private static final List<String> OPTIONS =
            List.of(
                    "-proc:none",
                    "-nowarn",
                    "--add-exports",
                    "java.base/jdk.internal.vm=ALL-UNNAMED",
                    "--add-exports",
                    "java.base/jdk.internal.misc=ALL-UNNAMED");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Kept, since to read the JDK again for each text takes most of the time. */
    private static final JavaFileManager LIBRARIES =
            COMPILER.getStandardFileManager(null, null, null);

    private InMemory() {}

    /** The class files, by the names of the classes. */
    static Map<String, byte[]> compile(String className, String text) {
        var written = new TreeMap<String, ByteArrayOutputStream>();
        var source =
                new SimpleJavaFileObject(
                        URI.create("text:///" + className.replace('.', '/') + ".java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean lenient) {
                        return text;
                    }
                };
        var messages = new StringWriter();
        var files = new Classes(LIBRARIES, written);
        if (!COMPILER.getTask(messages, files, null, OPTIONS, null, List.of(source)).call()) {
            throw new IllegalArgumentException(messages + " in\n" + text);
        }
        var classes = new TreeMap<String, byte[]>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written;

        Classes(JavaFileManager libraries, Map<String, ByteArrayOutputStream> written) {
            super(libraries);
            this.written = written;
        }

        @Override
        public boolean hasLocation(Location location) {
            return location != StandardLocation.SOURCE_PATH && super.hasLocation(location);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject source) {
            return new SimpleJavaFileObject(URI.create("class:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                }
            };
        }
    }
}

package course.cli.grade.permit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The classes that an answer may meet, the JDK's and its lesson's: read, and never loaded. */
final class Known implements AutoCloseable {
    private final URLClassLoader files;
    private final Map<String, Optional<ClassModel>> models = new ConcurrentHashMap<>();

    Known(List<Path> classPath) {
        files =
                new URLClassLoader(
                        classPath.stream().map(Known::url).toArray(URL[]::new),
                        ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ClassModel> find(String name) {
        return models.computeIfAbsent(name, this::read);
    }

    private Optional<ClassModel> read(String name) {
        try (var in = files.getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(ClassFile.of().parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These and the classes of one answer. */
    Hierarchy with(Map<String, ClassModel> answer) {
        return new Hierarchy(this, new HashMap<>(answer));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}

package course.kit.track;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * Compiles a module's exercises before a grading run: where one does not compile, the others are
 * run nevertheless, and no class is run that is not of today's sources.
 */
public final class ExerciseCompiler implements LauncherSessionListener {
    private static final String PACKAGE = "exercise";
    private static final String PREFIX = Track.EXERCISE.prefix();

    /** By the names of the classes that there are not. */
    private static final Map<String, String> FAILURES = new ConcurrentHashMap<>();

    private final Path sources;
    private final Path classes;
    private final Path stamp;
    private final List<String> options;

    /** For this JVM's module; the POM's properties say where it is. */
    public ExerciseCompiler() {
        this(
                Path.of(System.getProperty("course.sources", "")),
                Path.of(System.getProperty("course.classes", "")),
                Settings.current().output().resolve("compiled"),
                List.of(System.getProperty("course.javac", "").split(" ")));
    }

    /**
     * @param stamp a file that remembers what the classes were compiled from
     * @param options for the compiler
     */
    ExerciseCompiler(Path sources, Path classes, Path stamp, List<String> options) {
        this.sources = sources;
        this.classes = classes;
        this.stamp = stamp;
        this.options = options;
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty("course.sources") == null || !SelectedModule.isSelected()) {
            return;
        }
        try {
            FAILURES.putAll(compile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why there is no class of this name, if that is because it does not compile. */
    static Optional<String> failure(String className) {
        return Optional.ofNullable(FAILURES.get(className));
    }

    /**
     * Returns what the exercises that do not compile are to be told, by the names of their classes.
     */
    Map<String, String> compile() throws IOException {
        var written = sourcesOfExercises();
        if (!isCompiled()) {
            deleteClassesOfExercises();
            if (!written.isEmpty() && !compileTo(classes, written).succeeded()) {
                deleteClassesOfExercises();
                return compileEach(written);
            }
            Files.createDirectories(stamp.getParent());
            Files.writeString(stamp, fingerprint());
        }
        return Map.of();
    }

    private Map<String, String> compileEach(List<Path> written) throws IOException {
        var failures = new HashMap<String, String>();
        for (var source : written) {
            var name = source.getFileName().toString();
            if (name.startsWith(PREFIX)) {
                var compiled = compileAlone(source);
                if (!compiled.succeeded()) {
                    failures.put(className(source), compiled.inOneLine(name));
                    System.out.printf("%n%s does not compile:%n%s%n", name, compiled);
                }
            }
        }
        System.out.flush();
        return failures;
    }

    /** With what it uses; into a folder of its own first, since what fails leaves classes, too. */
    private Compilation compileAlone(Path source) throws IOException {
        var folder = Files.createTempDirectory("exercise");
        try {
            var compiled = compileTo(folder, List.of(source));
            if (compiled.succeeded()) {
                for (var file : filesOfExercises(folder, ".class")) {
                    var target = classes.resolve(folder.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.write(target, Files.readAllBytes(file));
                }
            }
            return compiled;
        } finally {
            delete(folder);
        }
    }

    private Compilation compileTo(Path folder, List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var arguments = new ArrayList<String>();
        options.stream().filter(option -> !option.isBlank()).forEach(arguments::add);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-exports="))
                .forEach(arguments::add);
        arguments.addAll(List.of("-sourcepath", sources.toString()));
        arguments.addAll(List.of("-classpath", classes + File.pathSeparator + libraries()));
        arguments.addAll(List.of("-d", folder.toString()));
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            return Compilation.of(
                    compiler, manager, arguments, manager.getJavaFileObjectsFromPaths(files));
        }
    }

    private static String libraries() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private String className(Path source) {
        var name = sources.relativize(source).toString().replaceFirst("\\.java$", "");
        return name.replace('/', '.').replace('\\', '.');
    }

    private List<Path> sourcesOfExercises() throws IOException {
        return filesOfExercises(sources, ".java");
    }

    private void deleteClassesOfExercises() throws IOException {
        for (var file : filesOfExercises(classes, ".class")) {
            Files.delete(file);
        }
        Files.deleteIfExists(stamp);
    }

    private static List<Path> filesOfExercises(Path folder, String ending) throws IOException {
        return files(folder).stream()
                .filter(file -> file.toString().endsWith(ending))
                .filter(file -> isOfExercises(folder.relativize(file)))
                .toList();
    }

    private static boolean isOfExercises(Path file) {
        for (var part : file) {
            if (part.toString().equals(PACKAGE)) {
                return true;
            }
        }
        return false;
    }

    private static Collection<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** By content: a file that is put in another's place may well be the older one. */
    private boolean isCompiled() throws IOException {
        try {
            return Files.readString(stamp).equals(fingerprint());
        } catch (NoSuchFileException never) {
            return false;
        }
    }

    private String fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var all = Stream.concat(sourcesOfExercises().stream(), files(classes).stream());
            for (var file : all.toList()) {
                digest.update((file + "\n").getBytes());
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}

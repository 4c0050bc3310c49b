package course.cli.start;

import course.cli.workspace.Modules;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The last step of a build that {@code ./course} has begun. The command's classes are put into a
 * jar of their own: a later run of Maven takes nothing away from a command that runs.
 */
public final class Remember {
    private static final Pattern LESSON = Pattern.compile("\\d\\d-.*");
    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms32m",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "--enable-native-access=ALL-UNNAMED");

    private final Build build;
    private final Instant begun;
    private final Set<String> inJar = new HashSet<>();

    private Remember(Build build, Instant begun) {
        this.build = build;
        this.begun = begun;
    }

    /**
     * @param arguments the course's folder, when the build began, the JVM flags of the POM
     */
    public static void main(String... arguments) throws IOException {
        var root = Path.of(arguments[0]).toRealPath();
        var build = new Remember(Build.of(root), Instant.parse(arguments[1]));
        Files.createDirectories(build.build.folder());
        build.write(List.of(arguments[2].strip().split("\\s+")));
    }

    private void write(List<String> flags) throws IOException {
        var path = System.getProperty("java.class.path").split(File.pathSeparator);
        var folders = Arrays.stream(path).map(Path::of).filter(Files::isDirectory).toList();
        var libraries = Arrays.stream(path).map(Path::of).filter(Files::isRegularFile).toList();
        var jar = build.folder().resolve("command-%s.jar".formatted(begun.getEpochSecond()));
        deleteOlderJars();
        writeJar(jar, folders);
        Files.write(build.flags(), flags);
        Files.write(build.needed(), needed(libraries));
        Sources.in(build.root()).write(build.sources(), begun);
        Files.write(build.options(), options(jar, libraries), nativeCharset());
        Files.write(build.java(), List.of(java(), build.root().toString()), nativeCharset());
    }

    private static String java() {
        return ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    /** As the programs read it that are no Java. */
    private static Charset nativeCharset() {
        return Charset.forName(
                System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));
    }

    /** In the notation of files of arguments. */
    private static List<String> options(Path jar, List<Path> libraries) {
        var path = new ArrayList<String>();
        path.add(jar.toString());
        libraries.forEach(library -> path.add(library.toString()));
        var options = new ArrayList<>(OPTIONS);
        options.add("-cp");
        options.add(
                "\"%s\"".formatted(String.join(File.pathSeparator, path).replace("\\", "\\\\")));
        return options;
    }

    /** Paths of what the next start cannot do without. */
    private List<String> needed(List<Path> libraries) throws IOException {
        var needed = new ArrayList<String>();
        libraries.forEach(library -> needed.add(library.toString()));
        for (var module : Modules.in(build.root())) {
            var name = module.getFileName().toString();
            if (LESSON.matcher(name).matches()) {
                Stream.of("classes", "test-classes", "course/classpath.txt")
                        .forEach(made -> needed.add(Path.of(name, "target", made).toString()));
            }
        }
        return needed;
    }

    private void deleteOlderJars() throws IOException {
        try (var jars = Files.newDirectoryStream(build.folder(), "command-*.jar")) {
            for (var jar : jars) {
                try {
                    Files.delete(jar);
                } catch (IOException inUse) {
                    // on Windows, by another ./course; the next build deletes it
                }
            }
        }
    }

    private void writeJar(Path jar, List<Path> folders) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var folder : folders) {
                try (var files = Files.walk(folder)) {
                    for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                        add(folder, file, out);
                    }
                }
            }
        }
    }

    private void add(Path folder, Path file, JarOutputStream out) throws IOException {
        var name = folder.relativize(file).toString().replace('\\', '/');
        if (inJar.add(name)) {
            out.putNextEntry(new ZipEntry(name));
            Files.copy(file, out);
            out.closeEntry();
        }
    }
}

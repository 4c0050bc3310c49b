package course.cli.answer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Folders of classes as jars, without the classes of exercises: those that Maven or an IDE has left
 * there are of an earlier day.
 *
 * @param folder where they are kept
 */
record ClassJars(Path folder) {
    private static final Path EXERCISE = Path.of("exercise");

    /** The jar of what is in {@code classes} now. */
    Path jarOf(Path classes) throws IOException {
        var files = filesOf(classes);
        var module = classes.getParent().getParent().getFileName();
        var prefix = "%s-%s-".formatted(module, classes.getFileName());
        var jar = folder.resolve(prefix + fingerprint(classes, files) + ".jar");
        if (!Files.exists(jar)) {
            Files.createDirectories(folder);
            // not a temporary file, which others than its owner could not read
            var unfinished = folder.resolve(prefix + UUID.randomUUID() + ".tmp");
            write(classes, files, unfinished);
            deleteOlder(prefix);
            Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
        }
        return jar;
    }

    private static List<Path> filesOf(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !isOfExercise(classes.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOfExercise(Path file) {
        for (var part : file) {
            if (part.equals(EXERCISE)) {
                return true;
            }
        }
        return false;
    }

    private static String fingerprint(Path classes, List<Path> files) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                var one =
                        "%s %s %s %s\n"
                                .formatted(
                                        classes,
                                        classes.relativize(file),
                                        Files.size(file),
                                        Files.getLastModifiedTime(file));
                digest.update(one.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not compressed: they are read more often than written. */
    private static void write(Path classes, List<Path> files, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setMethod(ZipEntry.STORED);
            for (var file : files) {
                var bytes = Files.readAllBytes(file);
                var sum = new CRC32();
                sum.update(bytes);
                var entry = new ZipEntry(classes.relativize(file).toString().replace('\\', '/'));
                entry.setSize(bytes.length);
                entry.setCrc(sum.getValue());
                out.putNextEntry(entry);
                out.write(bytes);
            }
        }
    }

    private void deleteOlder(String prefix) throws IOException {
        try (var jars = Files.newDirectoryStream(folder, prefix + "*.jar")) {
            for (var jar : jars) {
                try {
                    Files.delete(jar);
                } catch (IOException inUse) {
                    // on Windows, by a JVM that still stands by
                }
            }
        }
    }
}

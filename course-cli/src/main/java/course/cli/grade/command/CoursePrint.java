package course.cli.grade.command;

import course.cli.workspace.Modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The same for two clones of the course that judge alike, whatever their exercises are. */
final class CoursePrint {
    private static final Set<String> PASSED_BY = Set.of("target", "exercise", "pictures", "demo");

    private CoursePrint() {}

    static String of(Path root) throws IOException {
        var files = new TreeMap<String, Path>();
        for (var module : Modules.in(root)) {
            collect(root, module.resolve("src"), files);
        }
        files.put("pom.xml", root.resolve("pom.xml"));
        return print(files);
    }

    private static void collect(Path root, Path folder, Map<String, Path> files)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes of) {
                        return PASSED_BY.contains(one.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
                        files.put(root.relativize(file).toString().replace('\\', '/'), file);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static String print(Map<String, Path> files) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.entrySet()) {
                digest.update((file.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(
                        Files.readString(file.getValue(), StandardCharsets.ISO_8859_1)
                                .replace("\r\n", "\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package course.cli.start;

import course.cli.workspace.Modules;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a build is made of: all sources but the exercises. A file's size and time are looked at
 * first, and only where the time is another one, its content: a branch that was switched there and
 * back is no change.
 */
final class Sources {
    private static final String SEPARATOR = "\t";
    private static final String NEVER = "-";

    private final Path root;
    private final Map<String, Entry> files = new TreeMap<>();

    private record Entry(long size, long modified, String content) {}

    private Sources(Path root) {
        this.root = root;
    }

    /** As they are now, their contents not looked at. */
    static Sources in(Path root) throws IOException {
        var sources = new Sources(root);
        sources.walk();
        return sources;
    }

    static Sources read(Path root, Path file) throws IOException {
        var sources = new Sources(root);
        for (var line : Files.readAllLines(file)) {
            var parts = line.split(SEPARATOR);
            if (parts.length != 4) {
                throw new IOException(file + " is damaged");
            }
            sources.files.put(
                    parts[0],
                    new Entry(Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]));
        }
        return sources;
    }

    /**
     * @param begun when the build began: what is younger than that may not be in it
     */
    void write(Path file, Instant begun) throws IOException {
        var lines = new ArrayList<String>();
        for (var one : files.entrySet()) {
            var entry = one.getValue();
            var isYounger = entry.modified() >= begun.toEpochMilli();
            lines.add(
                    String.join(
                            SEPARATOR,
                            one.getKey(),
                            String.valueOf(entry.size()),
                            String.valueOf(isYounger ? 0 : entry.modified()),
                            isYounger ? NEVER : content(one.getKey())));
        }
        Files.write(file, lines);
    }

    /** Whether a build of {@code others} is one of these. */
    boolean areAs(Sources others) throws IOException {
        if (!files.keySet().equals(others.files.keySet())) {
            return false;
        }
        for (var one : files.entrySet()) {
            var now = one.getValue();
            var then = others.files.get(one.getKey());
            if (now.size() != then.size()
                    || now.modified() != then.modified()
                            && !content(one.getKey()).equals(then.content())) {
                return false;
            }
        }
        return true;
    }

    private String content(String path) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(root.resolve(path))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void walk() throws IOException {
        var settings = root.resolve(".mvn");
        if (Files.isDirectory(settings)) {
            addAll(settings);
        }
        addPom(root);
        for (var module : Modules.in(root)) {
            addPom(module);
            if (Files.isDirectory(module.resolve("src"))) {
                addAll(module.resolve("src"));
            }
        }
    }

    private void addPom(Path module) throws IOException {
        var pom = module.resolve("pom.xml");
        add(pom, Files.readAttributes(pom, BasicFileAttributes.class));
    }

    private void addAll(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes of) {
                        return entered.endsWith("exercise")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
                        add(file, of);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private void add(Path file, BasicFileAttributes of) {
        files.put(
                root.relativize(file).toString(),
                new Entry(of.size(), of.lastModifiedTime().toMillis(), NEVER));
    }
}

package course.cli.progress;

import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Fingerprints of the specs: of their sources, and of the helpers beside them. */
final class SpecPrints {
    private final Workspace course;
    private final Map<String, String> known = new HashMap<>();
    private final Map<Path, String> helpers = new HashMap<>();

    SpecPrints(Workspace course) {
        this.course = course;
    }

    String of(Exercise exercise) {
        return known.computeIfAbsent(exercise.id(), id -> read(exercise));
    }

    private String read(Exercise exercise) {
        var tests = course.root().resolve(exercise.lesson()).resolve("src/test/java");
        var spec = exercise.spec().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        return printOf(List.of(tests.resolve(spec)))
                + helpers.computeIfAbsent(tests, SpecPrints::printOfHelpers);
    }

    private static String printOfHelpers(Path tests) {
        try (var files = Files.walk(tests)) {
            return printOf(files.filter(SpecPrints::isHelper).sorted().toList());
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** Not of another exercise, and no mistake. */
    private static boolean isHelper(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".java")
                && !name.matches(".*(Spec|Test|Proof)\\.java")
                && !file.getParent().endsWith("mistakes");
    }

    private static String printOf(List<Path> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

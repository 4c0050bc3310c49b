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
import java.util.Map;

/** Fingerprints of the specs: of their sources, and of the helpers beside them. */
final class SpecPrints {
    private final Workspace course;
    private final Map<String, String> known = new HashMap<>();

    SpecPrints(Workspace course) {
        this.course = course;
    }

    String of(Exercise exercise) {
        return known.computeIfAbsent(exercise.id(), id -> read(exercise));
    }

    private String read(Exercise exercise) {
        var tests = course.root().resolve(exercise.lesson()).resolve("src/test/java");
        var name = exercise.spec().replaceFirst("\\$.*", "").replaceFirst(".*\\.", "") + ".java";
        try (var files = Files.walk(tests)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.filter(one -> isPart(one, name)).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (IOException | UncheckedIOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not of another exercise, and no mistake. */
    private static boolean isPart(Path file, String spec) {
        var name = file.getFileName().toString();
        return name.equals(spec)
                || name.endsWith(".java")
                        && !name.matches(".*(Spec|Test|Proof)\\.java")
                        && !file.getParent().endsWith("mistakes");
    }
}

package course.cli.keep;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;

import course.cli.words.Words;
import course.cli.workspace.Exercise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The learner's code beside the reference, which is told as if it had the exercise's names.
 *
 * @param lines what changes from the one to the other, as {@code diff -u} shows it; none if nothing
 *     does
 * @param reference where the reference stands
 * @param helpers further files that it is made of
 */
public record Comparison(List<String> lines, Path reference, List<Path> helpers) {
    private static final int CONTEXT = 3;
    private static final Pattern PACKAGE =
            Pattern.compile("^package (.*)\\.reference;", Pattern.MULTILINE);
    private static final Pattern IMPORTED =
            Pattern.compile("^import [\\w.]+\\.reference\\.(\\w+);", Pattern.MULTILINE);
    private static final Pattern REFERENCE = Pattern.compile("\\bReference([A-Z]\\w*)");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");

    public static Comparison of(Exercise exercise) throws IOException {
        var reference = exercise.reference();
        var yours = Files.exists(exercise.source()) ? lines(exercise.source()) : List.<String>of();
        var its = underExerciseNames(text(reference)).lines().toList();
        var patch = DiffUtils.diff(yours, its);
        return new Comparison(
                UnifiedDiffUtils.generateUnifiedDiff(
                        Words.text("answer.yours", exercise.source().getFileName()),
                        Words.text("answer.reference", reference.getFileName()),
                        yours,
                        patch,
                        CONTEXT),
                reference,
                helpers(reference));
    }

    /** A reference's code; what it imports of other lessons' references keeps its name. */
    public static String underExerciseNames(String reference) {
        var others =
                IMPORTED.matcher(reference)
                        .results()
                        .map(one -> one.group(1))
                        .collect(Collectors.toSet());
        return REFERENCE
                .matcher(PACKAGE.matcher(reference).replaceFirst("package $1.exercise;"))
                .replaceAll(one ->
                        others.contains(one.group()) ? one.group() : "Exercise" + one.group(1));
    }

    private static List<Path> helpers(Path reference) throws IOException {
        var found = new TreeSet<Path>();
        var open = new ArrayDeque<>(List.of(reference));
        while (!open.isEmpty()) {
            for (var name :
                    NAME.matcher(text(open.remove())).results().map(one -> one.group()).toList()) {
                var file = reference.resolveSibling(name + ".java");
                if (!name.startsWith("Reference") && Files.exists(file) && found.add(file)) {
                    open.add(file);
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<String> lines(Path file) throws IOException {
        return text(file).lines().toList();
    }

    /**
     * Latin-1 would spoil what is not ASCII; a learner's file that is not UTF-8 is shown all the
     * same.
     */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}

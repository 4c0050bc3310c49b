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
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");

    public static Comparison of(Exercise exercise) throws IOException {
        var reference = exercise.reference();
        var yours = Files.exists(exercise.source()) ? lines(exercise.source()) : List.<String>of();
        var its = lines(reference).stream().map(Comparison::asExercise).toList();
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

    private static String asExercise(String line) {
        return line.replaceAll("\\bReference(?=[A-Z])", "Exercise")
                .replaceFirst("^package (.*)\\.reference;", "package $1.exercise;");
    }

    private static List<Path> helpers(Path reference) throws IOException {
        var found = new TreeSet<Path>();
        var open = new ArrayDeque<>(List.of(reference));
        while (!open.isEmpty()) {
            var text = String.join("\n", lines(open.remove()));
            for (var name : NAME.matcher(text).results().map(one -> one.group()).toList()) {
                var file = reference.resolveSibling(name + ".java");
                if (!name.startsWith("Reference") && Files.exists(file) && found.add(file)) {
                    open.add(file);
                }
            }
        }
        return List.copyOf(found);
    }

    /**
     * Latin-1 would spoil what is not ASCII; a learner's file that is not UTF-8 is shown all the
     * same.
     */
    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    }
}

package course.cli.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.workspace.Workspace;
import course.kit.likeness.ExampleName;
import course.kit.likeness.Matrix;
import course.kit.likeness.Traits;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Each mistake of the gallery, as the proof has seen it, with each of the examples that reject it
 * left out in turn: it is still named first. One that a single example rejects is green without it,
 * and nothing can be said then.
 */
class GalleryProof {
    private static final double ENOUGH = 0.8;

    /** One left out: whether the right one is named first. */
    private record Trial(String spec, String mistake, boolean isRight) {}

    @Test
    void theRightOneIsNamedFirst() throws IOException {
        var trials = new ArrayList<Trial>();
        for (var file : matrices()) {
            var mistakes = Matrix.read(file).mistakes();
            mistakes.forEach(
                    (mistake, traits) -> trials.addAll(trials(file, mistake, traits, mistakes)));
        }
        var right = trials.stream().filter(Trial::isRight).count();
        var mistakes = trials.stream().map(Trial::mistake).distinct().count();
        System.out.printf(
                "likeness: %s of %s are named first, over %s mistakes%n",
                right, trials.size(), mistakes);

        assertThat(trials).isNotEmpty();
        assertThat((double) right / trials.size())
                .as(
                        "the right one is first; it is not for %s",
                        trials.stream()
                                .filter(one -> !one.isRight())
                                .map(Trial::mistake)
                                .distinct()
                                .toList())
                .isGreaterThanOrEqualTo(ENOUGH);
    }

    private static List<Trial> trials(
            Path file, String mistake, Traits traits, Map<String, Traits> mistakes) {
        var likeness = new Likeness(mistakes);
        var trials = new ArrayList<Trial>();
        for (var example : traits.prints().keySet()) {
            if (traits.isRejectedBy(example)) {
                var rest = without(example, traits);
                if (rest.prints().keySet().stream().anyMatch(rest::isRejectedBy)) {
                    var named = likeness.matches(rest).stream().findFirst();
                    trials.add(
                            new Trial(
                                    file.getFileName().toString(),
                                    mistake,
                                    named.filter(one -> one.mistake().equals(mistake))
                                            .isPresent()));
                }
            }
        }
        return trials;
    }

    private static Traits without(ExampleName example, Traits traits) {
        var prints = new LinkedHashMap<>(traits.prints());
        prints.remove(example);
        return new Traits(prints);
    }

    private static List<Path> matrices() throws IOException {
        var course = Workspace.around(Path.of(""));
        var found = new ArrayList<Path>();
        for (var lesson : course.lessons()) {
            var folder = course.root().resolve(lesson).resolve("likeness");
            if (Files.isDirectory(folder)) {
                try (var files = Files.newDirectoryStream(folder, "*.tsv")) {
                    files.forEach(found::add);
                }
            }
        }
        return found;
    }
}

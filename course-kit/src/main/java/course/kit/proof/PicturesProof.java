package course.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import course.kit.report.RecordedRuns;
import course.picture.Pictures;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The pictures of a lesson are drawn from what describes them, and the lesson shows them all. */
class PicturesProof {
    private static final Path FOLDER = Path.of("pictures");
    private static final Pattern SHOWN = Pattern.compile("!\\[[^]]*]\\([^)]*\\)");
    private static final Pattern HELPER =
            Pattern.compile("words\\.(en|zh)\\.properties|runs\\.properties|.*\\.csv");

    private final Pictures pictures = Pictures.in(FOLDER);

    @Test
    void everyPictureIsUpToDate() throws IOException {
        for (var picture : pictures.draw().entrySet()) {
            assertThat(FOLDER.resolve(picture.getKey()))
                    .as(
                            "drawn again by mvn -q compile exec:exec -pl course-picture"
                                    + " -Ddemo=course/picture/DrawPictures")
                    .isRegularFile()
                    .hasContent(picture.getValue());
        }
    }

    @Test
    void everyFileIsAPictureOrDescribesOne() throws IOException {
        var expected = new ArrayList<>(pictures.draw().keySet());
        pictures.names().forEach(name -> expected.add(name + ".picture"));
        new RecordedRuns().pictures().forEach(name -> expected.add(name + ".trace.json"));
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> !HELPER.matcher(file).matches())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        try (var measured = Files.newDirectoryStream(FOLDER, "*.csv")) {
            assertThat(measured)
                    .allSatisfy(file ->
                            assertThat(pictures.names())
                                    .contains(file.getFileName().toString().replace(".csv", "")));
        }
    }

    /** With {@code -Dtraces=apply} it is written anew. */
    @Test
    void aRecordedRunIsAsTheReferencesIs() throws IOException {
        var runs = new RecordedRuns();
        assumeTrue(runs.canBeCompared(), "the reference's latest run was not of all examples");
        for (var picture : runs.pictures()) {
            var latest = runs.latest(picture);
            if ("apply".equals(System.getProperty("traces"))) {
                Files.writeString(RecordedRuns.file(picture), RecordedRuns.json(latest));
            }
            assertThat(pictures.names()).contains(picture);
            assertThat(RecordedRuns.lanes(RecordedRuns.recorded(picture)))
                    .as("%s (mvn verify -Pproof -Dtraces=apply writes it)", picture)
                    .isEqualTo(RecordedRuns.lanes(latest));
        }
    }

    @Test
    void theLessonShowsEachPictureAndSaysWhatItShows() throws IOException {
        checkShown("README.md", "en", ".svg");
        if (Files.exists(Path.of("README.zh.md"))) {
            checkShown("README.zh.md", "zh", ".zh.svg");
        }
    }

    private void checkShown(String readme, String language, String ending) throws IOException {
        var expected = new ArrayList<String>();
        for (var name : pictures.names()) {
            expected.add(
                    "![%s](pictures/%s%s)".formatted(pictures.title(name, language), name, ending));
        }
        assertThat(shownIn(readme))
                .as(
                        "pictures in %s, each with its title from words.%s.properties",
                        readme, language)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> shownIn(String readme) throws IOException {
        return SHOWN.matcher(Files.readString(Path.of(readme)))
                .results()
                .map(result -> result.group())
                .toList();
    }
}

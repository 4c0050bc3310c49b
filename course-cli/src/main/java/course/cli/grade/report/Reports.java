package course.cli.grade.report;

import course.cli.grade.result.Grading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a grading puts out. */
public final class Reports {
    private static final String EACH = "each";
    private static final String TABLE = "table.txt";
    private static final String JUNIT = "junit.xml";
    private static final String GRADESCOPE = "gradescope.json";

    private final Scheme scheme;
    private final List<String> lessons;
    private final List<Marks> all;

    /**
     * @param handedIn when, by the submission's name, as far as that is known
     */
    public Reports(Grading grading, Scheme scheme, Map<String, Instant> handedIn) {
        this.scheme = scheme;
        this.lessons = grading.lessons();
        this.all =
                grading.submissions().stream()
                        .map(one ->
                                Marks.of(
                                        one, scheme, Optional.ofNullable(handedIn.get(one.name()))))
                        .toList();
    }

    /** For the terminal: the table of one submission, or that of the class. */
    public String table() {
        return all.size() == 1 ? Tables.ofSubmission(all.getFirst()) : Tables.ofClass(lessons, all);
    }

    /** What an earlier grading has left there is gone. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        removeOld(folder.resolve(EACH));
        put(folder.resolve("grades.csv"), Spreadsheets.grades(all));
        put(folder.resolve("moodle.csv"), Spreadsheets.moodle(all));
        put(folder.resolve("results.json"), ResultsJson.json(lessons, all));
        put(folder.resolve("summary.md"), Summary.of(lessons, all));
        put(folder.resolve("index.html"), new ClassPage(lessons, all).html());
        var names = new HashSet<String>();
        for (var one : all) {
            var own = folder.resolve(EACH).resolve(Plain.fileName(one.submission().name(), names));
            Files.createDirectories(own);
            put(own.resolve(TABLE), text(one));
            put(own.resolve(JUNIT), JunitXml.of(one));
            if (one.isJudged()) {
                put(own.resolve(GRADESCOPE), Gradescope.json(one, scheme));
            }
        }
    }

    /** Also what is no text: a submission may say anything. */
    private static void put(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Marks one) {
        var text = new StringBuilder(Tables.ofSubmission(one));
        one.marks().stream()
                .filter(mark -> !mark.isDone())
                .forEach(mark ->
                        text.append('\n')
                                .append(mark.heading())
                                .append('\n')
                                .append(Tables.failures(mark).indent(2)));
        return text.toString();
    }

    private static void removeOld(Path each) throws IOException {
        if (!Files.isDirectory(each)) {
            return;
        }
        try (var folders = Files.newDirectoryStream(each, Files::isDirectory)) {
            for (var own : folders) {
                for (var file : List.of(TABLE, JUNIT, GRADESCOPE)) {
                    Files.deleteIfExists(own.resolve(file));
                }
                try (var left = Files.list(own)) {
                    if (left.findAny().isPresent()) {
                        continue;
                    }
                }
                Files.delete(own);
            }
        }
    }
}

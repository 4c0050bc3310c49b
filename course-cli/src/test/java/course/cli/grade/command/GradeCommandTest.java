package course.cli.grade.command;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.grade.queue.Parcel;
import course.cli.grade.submission.Submission;
import course.cli.workspace.Clone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is typed, and what goes with a submission through the queue. */
class GradeCommandTest {
    private static final String ROOT = "course.root";
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @TempDir private Path folder;
    private Clone clone;
    private String before;

    @BeforeEach
    void makeClone() throws IOException {
        clone = Clone.in(folder.resolve("a clone"));
        before = System.getProperty(ROOT);
        System.setProperty(ROOT, clone.root().toString());
    }

    @AfterEach
    void forgetClone() {
        if (before == null) {
            System.clearProperty(ROOT);
        } else {
            System.setProperty(ROOT, before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    grade                           | Which submissions?
                    grade --jobs 0 .                | --jobs is how many JVMs
                    grade --lesson 09 .             | There is no exercise 09
                    grade --scheme none.properties .| can not be read
                    grade worker                    | Missing required option: '--queue=URI'
                    grade worker --queue x --jobs 0 | --jobs is how many JVMs
                    """)
    void whatIsNoCommandIsSaid(String typed, String said) {
        var err = new StringWriter();
        var words = typed.split(" ");
        var command = new CommandLine(new Grade()).setErr(new PrintWriter(err, true));

        var status =
                command.execute(List.of(words).subList(1, words.length).toArray(String[]::new));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }

    @Test
    void aSubmissionComesOutOfTheQueueAsItWentIn() throws IOException {
        var files = new TreeMap<String, byte[]>();
        files.put("01-one/src/main/java/course/one/exercise/ExerciseA.java", new byte[] {0, -1, 7});
        var submission = new Submission("anna", files, List.of("a note"), Optional.empty());
        var packed = new Packed(submission, List.of(clone.exercise("1.1"), clone.exercise("2.2")));

        var parcel = packed.parcel();
        var out = Packed.of(new Parcel(parcel.name(), parcel.content()), clone.course());

        assertThat(out.submission().name()).isEqualTo("anna");
        assertThat(out.submission().notes()).containsExactly("a note");
        assertThat(out.submission().fingerprint()).isEqualTo(submission.fingerprint());
        assertThat(out.exercises()).isEqualTo(packed.exercises());
        assertThat(packed.parcel().content()).isEqualTo(parcel.content());
    }

    @Test
    void clonesThatJudgeAlikeShareAQueue() throws IOException {
        var print = CoursePrint.of(clone.root());

        Files.writeString(clone.exercise("1.1").source(), "mine");
        clone.write("01-one/target/classes/x", "built");
        assertThat(CoursePrint.of(clone.root())).isEqualTo(print);

        clone.write("01-one/pom.xml", "<project/>");
        clone.write("01-one/src/test/java/course/one/ASpec.java", "class ASpec { }");
        assertThat(CoursePrint.of(clone.root())).isNotEqualTo(print);
    }

    @Test
    void theDateIsThatOfTheArchiveOrOfTheYoungestSource() throws IOException {
        var archive = Files.writeString(folder.resolve("bo.zip"), "x");
        Files.setLastModifiedTime(archive, FileTime.from(NOON));
        var own = Files.createDirectories(folder.resolve("anna/deep"));
        dated(own.resolve("ExerciseA.java"), NOON.minusSeconds(5));
        dated(own.resolve("ExerciseB.java"), NOON.plusSeconds(5));
        dated(own.resolve("README.md"), NOON.plusSeconds(99));
        var empty = Files.createDirectories(folder.resolve("empty"));

        var dates = HandedIn.of(Map.of("bo", archive, "anna", own.getParent(), "empty", empty));

        assertThat(dates).isEqualTo(Map.of("bo", NOON, "anna", NOON.plusSeconds(5)));
    }

    private static void dated(Path file, Instant when) throws IOException {
        Files.writeString(file, "x", StandardCharsets.UTF_8);
        Files.setLastModifiedTime(file, FileTime.from(when));
    }
}

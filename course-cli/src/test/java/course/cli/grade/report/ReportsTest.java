package course.cli.grade.report;

import static course.cli.grade.report.Made.defective;
import static course.cli.grade.report.Made.exercise;
import static course.cli.grade.report.Made.grading;
import static course.cli.grade.report.Made.refused;
import static course.cli.grade.report.Made.submission;
import static course.kit.report.Verdict.FAILED;
import static course.kit.report.Verdict.HUNG;
import static course.kit.report.Verdict.NOT_RUN;
import static course.kit.report.Verdict.PASSED;
import static course.kit.report.Verdict.SKIPPED;
import static course.kit.report.Verdict.TO_DO;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import course.cli.grade.result.GradedSubmission;
import course.cli.workspace.Exercise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

class ReportsTest {
    private static final String EVIL =
            "\u001b[2J\u202e</pre><script>alert(1)</script>\u0000\ud800 ]]> & \"x\" 'y' `z` |";

    @TempDir private Path out;

    @Test
    void eachExerciseCountsTheSame() throws IOException {
        write(half("anna"));

        assertThat(read("grades.csv").lines().toList())
                .containsExactly(
                        "submission,points,out of,done,days late,error,sandbox,1.1,5.2",
                        "anna,62.5,100,1,0,,bubblewrap,50,12.5");
    }

    @Test
    void weightsSayHowMuchTheyCount() throws IOException {
        write(scheme("points = 20\nweight.1 = 3\n"), half("anna"));

        assertThat(read("grades.csv")).contains("anna,16.25,20,1,0,,bubblewrap,15,1.25");
    }

    @Test
    void whatIsNotAllIsNeverRoundedToAll() {
        assertThat(Marks.rounded(100 * 29_999.0 / 30_000)).hasToString("99.99");
        assertThat(Marks.rounded(39 * (100.0 / 39))).hasToString("100");
        assertThat(Marks.rounded(0)).hasToString("0");
    }

    @Test
    void whatTheMachineLacksIsLeftOutOfTheCount() throws IOException {
        write(
                submission(
                        "anna", exercise("1.1", SKIPPED, SKIPPED), exercise("5.2", PASSED, TO_DO)));

        assertThat(read("grades.csv")).contains("anna,50,100,1,0,,bubblewrap,,50");
    }

    @Test
    void whatWasNotRunCounts() throws IOException {
        write(submission("anna", exercise("1.1", PASSED, NOT_RUN), refused("5.2", "no Java", 9)));

        assertThat(read("grades.csv")).contains("anna,25,100,0,0,,bubblewrap,25,0");
    }

    @Test
    void whatCouldNotBeJudgedHasNoScoreAnywhere() throws Exception {
        write(half("anna"), defective("bo"));

        assertThat(read("grades.csv")).contains("bo,,,,,the disk is full,bubblewrap,,");
        assertThat(read("moodle.csv")).contains("bo,bo,,,,");
        assertThat(out.resolve("each/bo/gradescope.json")).doesNotExist();
        var json = JsonParser.parseString(read("results.json")).getAsJsonObject();
        assertThat(json.get("judged").getAsInt()).isEqualTo(1);
        var bo = json.getAsJsonArray("submissions").get(1).getAsJsonObject();
        assertThat(bo.has("points")).isFalse();
        assertThat(bo.get("done").getAsBoolean()).isFalse();
        var xml = xml("each/bo/junit.xml");
        assertThat(xml.getElementsByTagName("error").getLength()).isEqualTo(1);
        for (var file : List.of("summary.md", "index.html", "each/bo/table.txt")) {
            assertThat(read(file)).as(file).contains("could not be judged: the disk is full");
        }
        assertThat(reports(Scheme.simple(), half("anna"), defective("bo")).table())
                .contains(
                        "bo", "could not be judged", "Submissions: 2, judged: 1; on average 62.5");
    }

    @Test
    void whatAnEarlierGradingSaidOfItIsGone() throws IOException {
        write(half("anna"), half("bo"));
        write(defective("anna"));

        assertThat(out.resolve("each/anna/gradescope.json")).doesNotExist();
        assertThat(out.resolve("each/bo")).doesNotExist();
    }

    @Test
    void gradescopeGetsATestForEachExercise() throws IOException {
        write(scheme("visibility = after_due_date\n"), half("anna"));

        var json = json("each/anna/gradescope.json");
        assertThat(json.get("score").getAsDouble()).isEqualTo(62.5);
        assertThat(json.get("visibility").getAsString()).isEqualTo("after_due_date");
        assertThat(json.get("stdout_visibility").getAsString()).isEqualTo("hidden");
        var tests = json.getAsJsonArray("tests");
        assertThat(tests).hasSize(2);
        var second = tests.get(1).getAsJsonObject();
        assertThat(second.get("name").getAsString()).isEqualTo("5.2 SelectServer");
        assertThat(second.get("score").getAsDouble()).isEqualTo(12.5);
        assertThat(second.get("max_score").getAsDouble()).isEqualTo(50);
        assertThat(second.get("status").getAsString()).isEqualTo("failed");
        assertThat(second.get("output").getAsString())
                .contains("failed: example 2", "expected [1], but was [2]", "A fan is heard.");
        assertThat(second.get("visibility").getAsString()).isEqualTo("after_due_date");
    }

    @Test
    void junitGetsACaseForEachExample() throws Exception {
        write(half("anna"));

        var xml = xml("each/anna/junit.xml");
        assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(6);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(3);
    }

    @Test
    void moodleGetsTheNumberThatItGave() throws IOException {
        write(half("Anna Muster_4711_assignsubmission_file_"));

        assertThat(read("moodle.csv").lines().toList())
                .startsWith(
                        "Identifier,Full name,Grade,Maximum Grade,Last modified (grade),Feedback"
                                + " comments")
                .anyMatch(line -> line.startsWith("Participant 4711,Anna Muster,62.5,100,,"));
    }

    @Test
    void theScoreInAllFilesIsTheSame() throws IOException {
        write(half("anna"));

        assertThat(read("summary.md")).contains("5.2 SelectServer | 12.5 of 50 | 1 of 4 |");
        assertThat(read("index.html")).contains("62.5 of 100 points, 1 of 2 done");
        assertThat(read("each/anna/table.txt")).contains("62.5 of 100 points, 1 of 2 exercises");
    }

    @Test
    void beingLateIsToldAndCosts() throws IOException {
        var scheme = scheme("deadline.1 = 2026-12-01T12:00Z\nlate = 20\n");
        new Reports(
                        grading(half("anna")),
                        scheme,
                        Map.of("anna", Instant.parse("2026-12-02T13:00:00Z")))
                .write(out);

        assertThat(read("grades.csv")).contains("anna,42.5,100,1,2,,bubblewrap,30,12.5");
        assertThat(read("each/anna/table.txt")).contains("days late: 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(1)",
                "\t=1",
                " =1",
                "\"=1",
                "\r=1",
                "'=1",
                "\uFF1D1",
                "|x"
            })
    void aSpreadsheetCalculatesNothing(String name) {
        var cell = new Csv().row(name).toString();

        assertThat(cell).matches("(?s)\"?'.*");
    }

    @Test
    void aCellMayHoldAnything() {
        assertThat(new Csv().row("a,b", "say \"x\"", "one\ntwo", 1.5, -3).toString())
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"one\ntwo\",1.5,-3\r\n");
    }

    @Test
    void nothingThatASubmissionSaysActs() throws Exception {
        var one =
                new GradedSubmission(
                        EVIL,
                        List.of(exercise("1.1", EVIL, FAILED, HUNG), refused("5.2", EVIL, 3)),
                        List.of(EVIL),
                        "none",
                        java.util.Optional.empty(),
                        1);
        write(one, half("anna"));

        var page = read("index.html");
        assertThat(page).doesNotContain("<script", "\u001b", "\u202e", "\u0000");
        assertThat(page).contains("default-src 'none'", "&lt;script&gt;");
        assertThat(page.replaceAll("http-equiv", "")).doesNotContain("http", "src=", "url(");
        assertThat(read("summary.md")).doesNotContain("<script", "\u001b", "\u202e");
        assertThat(reports(Scheme.simple(), one, half("anna")).table())
                .doesNotContain("\u001b", "\u202e", "\u0000");
        try (var each = Files.list(out.resolve("each"))) {
            for (var own : each.toList()) {
                xml("each/" + own.getFileName() + "/junit.xml");
                assertThat(read("each/" + own.getFileName() + "/table.txt"))
                        .doesNotContain("\u001b");
            }
        }
        json("results.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../../etc/x",
                "/abs",
                "a/b",
                "a\\b",
                "",
                ".",
                "A",
                "con\u0000x",
                "x.",
                "-rf"
            })
    void aNameIsNoWayToAnotherFolder(String name) throws IOException {
        write(half("a"), half(name));

        try (var all = Files.walk(out.resolve("each"))) {
            assertThat(all.filter(file -> file.endsWith("table.txt"))).hasSize(2);
        }
        try (var all = Files.list(out)) {
            assertThat(all).hasSize(6);
        }
    }

    @Test
    void aLongMessageIsShortenedInTheMiddle() {
        var text = Plain.text("first" + "x".repeat(1_000_000) + "last");

        assertThat(text).hasSizeLessThan(5000).startsWith("first").endsWith("last");
        assertThat(text).contains("characters ...]");
    }

    @Test
    void frequentMistakesComeFirst() throws IOException {
        write(
                submission("anna", exercise("1.1", FAILED), exercise("5.2", FAILED)),
                submission("bo", exercise("1.1", PASSED), exercise("5.2", FAILED)));

        var page = read("index.html");
        assertThat(page.indexOf("SelectServerThatSpins"))
                .isPositive()
                .isLessThan(page.indexOf("EventLoopThatSpins"));
        assertThat(page).contains("2 ×", "5.2 example 1");
    }

    private static GradedSubmission half(String name) {
        return submission(
                name,
                exercise("1.1", PASSED, PASSED),
                exercise("5.2", PASSED, FAILED, HUNG, TO_DO));
    }

    private Scheme scheme(String text) throws IOException {
        var file = out.resolveSibling(out.getFileName() + ".properties");
        Files.writeString(file, text);
        try {
            return Scheme.read(file, List.of(known("1.1"), known("5.2")));
        } finally {
            Files.delete(file);
        }
    }

    private static Exercise known(String id) {
        return new Exercise(id, "Title", "05-select-server", 3, "course.Spec", Path.of("x.java"));
    }

    private void write(GradedSubmission... submissions) throws IOException {
        write(Scheme.simple(), submissions);
    }

    private void write(Scheme scheme, GradedSubmission... submissions) throws IOException {
        reports(scheme, submissions).write(out);
    }

    private static Reports reports(Scheme scheme, GradedSubmission... submissions) {
        return new Reports(grading(submissions), scheme, Map.of());
    }

    private String read(String file) throws IOException {
        return Files.readString(out.resolve(file));
    }

    private JsonObject json(String file) throws IOException {
        return JsonParser.parseString(read(file)).getAsJsonObject();
    }

    private Document xml(String file) throws Exception {
        var bytes = Files.readAllBytes(out.resolve(file));
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes));
    }
}

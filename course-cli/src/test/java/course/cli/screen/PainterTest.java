package course.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.progress.State;
import course.cli.run.ExampleResult;
import course.cli.watch.View;
import course.cli.workspace.Exercise;
import course.kit.report.Result;
import course.kit.report.Verdict;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

class PainterTest {
    private static final Path ROOT = Path.of("/course");
    private static final Exercise EXERCISE =
            new Exercise(
                    "5.2",
                    "SelectServer",
                    "05-select-server",
                    27,
                    "course.select.SelectServerSpec",
                    ROOT.resolve(
                            "05-select-server/src/main/java/course/select/exercise/ExerciseSelectServer.java"));

    private final Locale before = Locale.getDefault();

    @AfterEach
    void backToTheLocaleBefore() {
        Locale.setDefault(before);
    }

    private static View view(String message) {
        var result =
                new Result("5.2", "", "", "a message is answered", "m", Verdict.FAILED, message, 1);
        return new View(
                EXERCISE,
                List.of(EXERCISE),
                Map.of("5.2", State.BEGUN),
                View.Phase.ENDED,
                3,
                27,
                "",
                Optional.of(new ExampleResult(result, "printed\n")),
                "",
                "24 failed",
                "",
                Optional.empty(),
                "",
                "");
    }

    private static List<AttributedString> screen(View view, int width, int height, int scroll) {
        var painter = new Painter(ROOT, new Look(true, true), width, height);
        return painter.screen(
                painter.head(view), painter.body(view), painter.foot(view, ""), scroll);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40", "40, 10", "20, 5", "3, 2", "1, 1"})
    void noLineIsLongerThanTheScreenAndNoScreenHigher(int width, int height) {
        var lines = screen(view("中文 and long words ".repeat(50)), width, height, 0);

        assertThat(lines).hasSizeLessThanOrEqualTo(height);
        assertThat(lines).allMatch(line -> line.columnLength() <= width);
    }

    @Test
    void aLongTextIsScrolled() {
        var view = view("line\n".repeat(100) + "the end");

        assertThat(text(screen(view, 80, 24, 0))).contains("more below").doesNotContain("the end");
        assertThat(text(screen(view, 80, 24, 1_000))).contains("more above", "the end", "printed");
    }

    @Test
    void nothingThatIsPrintedMovesTheCursor() {
        assertThat(text(screen(view("\u001b[2Jtext\u0007\twith"), 80, 24, 0)))
                .contains("?[2Jtext?    with");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        var lines = new Lines(10).text("  " + "消息队列异步".repeat(2), new Look(true, true).plain());

        assertThat(lines.all()).allMatch(line -> line.columnLength() <= 10);
        assertThat(text(lines.all()).replaceAll("\\s", "")).isEqualTo("消息队列异步".repeat(2));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "20, 5", "3, 2", "1, 1"})
    void norIsItInChinese(int width, int height) {
        Locale.setDefault(Locale.CHINESE);

        var lines = screen(view("text"), width, height, 0);

        assertThat(lines).hasSizeLessThanOrEqualTo(height);
        assertThat(lines).allMatch(line -> line.columnLength() <= width);
        if (width == 80) {
            assertThat(text(lines)).contains("27 个用例通过了 3 个", "“a message is answered”，失败：");
        }
    }

    @Test
    void aRuleIsAsWideAsTheScreenInChineseToo() {
        Locale.setDefault(Locale.CHINESE);

        assertThat(screen(view("line\n".repeat(100)), 80, 24, 9))
                .filteredOn(line -> line.toString().contains("还有"))
                .hasSize(2)
                .allMatch(line -> line.columnLength() == 80);
    }

    @Test
    void aListIsChosenFromInColumns() {
        Locale.setDefault(Locale.CHINESE);
        var view = view("text");
        var painter = new Painter(ROOT, new Look(true, true), 80, 24);

        var line = painter.entry(view, EXERCISE, "进行中", true);

        assertThat(line.columnSubSequence(35, 80)).hasToString(" 进行中");
    }

    @Test
    void chineseIsPartedBetweenCharactersAndNeverBeforeAComma() {
        var lines = new Lines(12).text("一二三四五六，七八九（十）ab cde", new Look(true, true).plain());

        assertThat(lines.all())
                .extracting(AttributedString::toString)
                .containsExactly("一二三四五", "六，七八九", "（十）ab cde");
    }

    @Test
    void wordsStayWhole() {
        var lines = new Lines(12).text("  one two three four", new Look(true, true).plain());

        assertThat(lines.all())
                .extracting(AttributedString::toString)
                .containsExactly("  one two", "  three four");
    }

    private static String text(List<AttributedString> lines) {
        return String.join("\n", lines);
    }
}

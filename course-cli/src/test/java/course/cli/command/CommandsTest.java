package course.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import course.cli.workspace.Clone;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the commands say, and their exit status. */
class CommandsTest {
    private static final String ROOT = "course.root";

    @TempDir private Path folder;
    private final Locale locale = Locale.getDefault();
    private Clone clone;
    private String before;
    private String said;

    @BeforeEach
    void makeClone() throws IOException {
        clone = Clone.in(folder.resolve("a clone"));
        before = System.getProperty(ROOT);
        System.setProperty(ROOT, clone.root().toString());
    }

    @AfterEach
    void forgetClone() {
        Locale.setDefault(locale);
        if (before == null) {
            System.clearProperty(ROOT);
        } else {
            System.setProperty(ROOT, before);
        }
    }

    @Test
    void listTellsOfEachExercise() throws IOException {
        var file = clone.exercise("1.1").source();
        Files.writeString(file, Files.readString(file) + "// begun\n");

        assertThat(type(new ListExercises())).isEqualTo(1);
        assertThat(said.lines().map(String::strip))
                .containsExactly(
                        "01-one",
                        "1.1  A                        begun, 0 of 3 passed, 2 TODOs left",
                        "02-two",
                        "2.1  B: first                 to do, 2 examples",
                        "2.2  B: then                  to do, 1 examples",
                        "0 of 3 exercises are done.");
        assertThat(type(new ListExercises(), "--json")).isEqualTo(1);
        assertThat(said).contains("\"exercise\": \"2.2\"", "\"state\": \"new\"");
    }

    @Test
    void aResetIsTakenBack() throws IOException {
        var file = clone.exercise("2.1").source();
        Files.writeString(file, "mine");

        assertThat(type(new Reset(), "2.1")).isZero();
        assertThat(said)
                .contains("ExerciseB.java is the stub again.", "It is the file of 2.2, too");
        assertThat(type(new Reset(), "2.1")).isZero();
        assertThat(said).contains("is the stub: nothing to put back.");
        assertThat(type(new Undo())).isZero();
        assertThat(file).hasContent("mine");
        assertThat(type(new Undo())).isEqualTo(1);
        assertThat(said).startsWith("No reset is left to take back");
        assertThat(type(new Undo(), "--list")).isZero();
        assertThat(said).contains("before a reset that was taken back", "an older copy");
    }

    @Test
    void anAnswerIsForWhoGivesUp() throws IOException {
        assertThat(type(new ShowAnswer(), "1.1")).isEqualTo(1);
        assertThat(said).startsWith("1.1 is not done: ./course hint 1.1 helps");
        assertThat(type(new ShowAnswer(), "1.1", "--give-up")).isZero();
        assertThat(said).contains("+        Helper.help();", "reference/Helper.java");
        assertThat(type(new ShowAnswer(), "1.1")).as("it is remembered").isZero();
        type(new ListExercises());
        assertThat(said).contains("to do, 3 examples, answer seen");
    }

    @Test
    void eachHintIsOneMore() {
        assertThat(type(new AskHint())).isZero();
        assertThat(said)
                .contains("TODO 1.1.1: first this (ExerciseA.java, line 6)")
                .contains("Where to look (1/3)", "There.")
                .contains("./course hint 1.1.1 says more");
        type(new AskHint(), "1.1");
        assertThat(said).contains("The idea (2/3)").doesNotContain("There.");
        type(new AskHint(), "1.1.2", "--all");
        assertThat(said).contains("There, too.", "This, too.", "So, too.");
    }

    @Test
    void allOfItIsSaidInChinese() throws IOException {
        Locale.setDefault(Locale.CHINESE);
        clone.write(
                "01-one/hints/1.1.zh.md",
                "# 1.1 A\n\n## TODO 1.1.1\n\n### 看哪里\n\n在那里。\n\n### 思路\n\n这样。\n\n### 样子\n\n如此。\n");

        assertThat(type(new ListExercises())).isEqualTo(1);
        assertThat(said.lines().map(String::strip))
                .containsExactly(
                        "01-one",
                        "1.1  A                        待做，3 个用例",
                        "02-two",
                        "2.1  B: first                 待做，2 个用例",
                        "2.2  B: then                  待做，1 个用例",
                        "3 个练习完成了 0 个。");
        assertThat(type(new AskHint())).isZero();
        assertThat(said)
                .contains("TODO 1.1.1：first this（ExerciseA.java，第 6 行）")
                .contains("看哪里 (1/3)", "在那里。", "./course hint 1.1.1 说得更多");
        assertThat(type(new AskHint(), "2.1")).isZero();
        assertThat(said).as("where there is no hint in Chinese").contains("看哪里 (1/3)", "There.");
    }

    @Test
    void whatIsFoundStandsInColumns() {
        Locale.setDefault(Locale.CHINESE);

        type(new Doctor());

        assertThat(said.lines().filter(line -> line.matches("[好可缺] .*")))
                .hasSizeGreaterThan(5)
                .map(AttributedString::new)
                .allMatch(line -> line.columnSubSequence(4, 17).toString().matches("\\S.* +"))
                .noneMatch(line -> line.columnSubSequence(17, 80).toString().startsWith(" "));
    }

    @Test
    void whatIsNotThereIsMisuse() {
        assertThat(type(new Reset(), "9.9")).isEqualTo(2);
        assertThat(said).startsWith("There is no exercise 9.9: ./course list shows them all.");
        assertThat(type(new AskHint(), "1.1.9")).isEqualTo(2);
        assertThat(said).startsWith("There is no TODO 1.1.9: it is one of 1.1.1, 1.1.2.");
        assertThat(type(new Undo(), "yesterday")).isEqualTo(2);
        assertThat(type(new RunDemo(), "none")).isEqualTo(2);
    }

    @Test
    void theProgramsAreListedByLesson() throws IOException {
        demo("01-one", "one", "HelloDemo", "Says <b>hello</b> to {@code you}. And more.", "");
        demo("02-two", "two", "HelloDemo", "Says it, too; twice.", "");
        demo("02-two", "two", "CrowdDemo", "Many: a few.", "Helper.class");
        demo("02-two", "two", "Helper", "Started by another.", "");
        demo("02-two", "two", "Send", "Sends it.", "");
        demo("02-two", "two", "RemoteSend", "Sends it far.", "RemoteSend.class");

        assertThat(type(new RunDemo())).isZero();
        assertThat(said.lines().map(String::strip))
                .startsWith(
                        "01-one",
                        "01/HelloDemo         Says hello to you",
                        "02-two",
                        "CrowdDemo            Many",
                        "02/HelloDemo         Says it, too",
                        "RemoteSend           Sends it far",
                        "Send                 Sends it");
        assertThat(said).doesNotContain("Helper ");
        assertThat(type(new RunDemo(), "hello")).isEqualTo(2);
        assertThat(said).startsWith("hello may be one of 01/HelloDemo, 02/HelloDemo.");
    }

    private void demo(String lesson, String folder, String name, String about, String body)
            throws IOException {
        clone.write(
                "%s/src/main/java/course/%s/demo/%s.java".formatted(lesson, folder, name),
                """
                /** %s */
                public final class %s {
                    public static void main(String[] arguments) { %s }
                }
                """
                        .formatted(about, name, body));
    }

    private int type(Object command, String... arguments) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        var status = new CommandLine(command).setOut(out).setErr(out).execute(arguments);
        said = text.toString();
        return status;
    }
}

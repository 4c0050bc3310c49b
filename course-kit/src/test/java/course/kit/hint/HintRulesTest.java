package course.kit.hint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a hint may say, and what is for the next one. */
class HintRulesTest {
    private static final GivenWords GIVEN = new GivenWords(Set.of("EventLoop", "post", "clock"));

    @TempDir private Path lesson;

    @Test
    void goodHintsBreakNothing() {
        assertThat(
                        broken(
                                "Read `EventLoop`, and what is said of `post` and null; twice\n"
                                        + "or more.",
                                "A `ConcurrentLinkedQueue` takes what `post` is given."))
                .isEmpty();
    }

    @Test
    void theFirstHintNamesNothingThatIsNotGiven() {
        assertThat(broken("Take a `ConcurrentLinkedQueue`.", "It has `poll()`."))
                .containsExactly(
                        "\"Where to look\" names ConcurrentLinkedQueue, which nothing that is given"
                                + " names");
        assertThat(broken("Call poll() on it.", "A `Queue` has it."))
                .containsExactly("\"Where to look\" names poll, which nothing that is given names");
    }

    @Test
    void aNamesBeginningIsNoName() {
        assertThat(broken("See those that begin with `theLoop`.", "Do `poll`.")).isEmpty();
    }

    @Test
    void norIsItInChinese() {
        assertThat(broken("看名字以 `theLoop` 开头的。", "用 `poll`。")).isEmpty();
        assertThat(broken("先看 `theLoop`。", "用 `poll`。"))
                .containsExactly(
                        "\"Where to look\" names theLoop, which nothing that is given names");
    }

    @Test
    void whatOneLanguageSaysTheOtherSaysAsWell() {
        var english = ladder("Read `post`.", "Take a `Queue`.", "```\nadd\n```");

        assertThat(HintRules.parted(english, ladder("读 `post`。", "用 `Queue`。", "```\nadd\n```")))
                .isEmpty();
        assertThat(HintRules.parted(english, ladder("读 `post` 和 `Queue`。", "一样。", "```\nadd\n```")))
                .containsExactly(
                        "\"Where to look\" names Queue, and in English nothing does so far");
        assertThat(HintRules.parted(english, ladder("读 `post`。", "一个集合。", "```\nadd\n```")))
                .containsExactly("\"The idea\" names Queue, and in Chinese nothing does so far");
        assertThat(HintRules.parted(english, ladder("读 `post`。", "用 `Queue`。", "放进去。")))
                .containsExactly("\"Its shape\" has 1 blocks of code in English, and 0 in Chinese");
    }

    private static HintLadder ladder(String where, String idea, String shape) {
        return new HintLadder(
                "1.1.1", Map.of(Rung.WHERE, where, Rung.IDEA, idea, Rung.SHAPE, shape));
    }

    @Test
    void theSecondHintNamesSomething() {
        assertThat(broken("Read `EventLoop`.", "Think about `EventLoop`."))
                .containsExactly("\"The idea\" names nothing new");
    }

    @Test
    void codeIsForTheThird() {
        assertThat(broken("Read `post`.", "Do `poll`:\n\n```\npoll\n```"))
                .containsExactly("\"The idea\" shows code");
        assertThat(broken("Read `post`.", "Do `poll`:\n\n    poll"))
                .containsExactly("\"The idea\" shows code");
        assertThat(broken("Read `post`.\nclock.post(1);", "Do `poll`."))
                .containsExactly("\"Where to look\" shows code");
    }

    @Test
    void threeLinesOfTheReferenceAreFoundHoweverTheyAreSetOut() throws IOException {
        var folder = Files.createDirectories(lesson.resolve("src/main/java/a/reference"));
        Files.writeString(
                folder.resolve("ReferenceA.java"),
                """
                package a.reference;

                class ReferenceA {
                    void run() {
                        var one = queue.poll();
                        // a comment
                        if (one != null) {

                            one.process();
                        }
                        end();
                    }
                }
                """);
        var reference = ReferenceLines.of(lesson);

        assertThat(
                        reference.threeIn(
                                """
                                So:

                                ```
                                var one = queue.poll();
                                if (one != null)
                                    what is to be done with it
                                one.process();
                                ```
                                """))
                .isEmpty();
        assertThat(
                        reference.threeIn(
                                """
                                ```
                                var one  = queue.poll();
                                if (one != null)
                                {
                                  one.process();
                                ```
                                """))
                .containsExactly("var one = queue.poll();", "if (one != null)", "one.process();");
        assertThat(reference.threeIn("var one = queue.poll();\nif (one != null) {\n}\n")).isEmpty();
    }

    private static List<String> broken(String where, String idea) {
        return HintRules.broken(ladder(where, idea, "Do it."), GIVEN);
    }
}

package course.cli.sitting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphsTest {

    @Test
    void aParagraphIsOneLineAndCodeStaysAsItIs() {
        var text =
                """
                TODO 1.1.1: do it

                  The first line
                  goes on here.

                  - one
                    thing
                  - another

                  ```
                  while more:
                      go on
                  ```

                  The end.
                """;

        assertThat(Paragraphs.unwrapped(text))
                .isEqualTo(
                        """
                        TODO 1.1.1: do it

                          The first line goes on here.

                          - one thing
                          - another

                            while more:
                                go on

                          The end.
                        """);
    }

    @Test
    void betweenChineseCharactersThereIsNoSpace() {
        assertThat(Paragraphs.unwrapped("  先看\n  这里，\n  再看 `post`\n  的说明。\n"))
                .isEqualTo("  先看这里，再看 `post` 的说明。\n");
    }
}

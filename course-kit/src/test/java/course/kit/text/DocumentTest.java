package course.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.text.Document.Section;

import org.junit.jupiter.api.Test;

class DocumentTest {
    private static final String TEXT =
            """
            # 05 A lesson

            It has a first part.

            ## 5.2 The server

            A select of 1,024 descriptors takes 3 of 12.5 ms: `mvn test -pl 05-select-server`.

            ![turn](pictures/turn.zh.svg)

            | a | b |
            |---|---|
            | 77 | c |

            ```
            # no heading, and 99 is code
            ```
            """;

    private final Section second = Document.of(TEXT).sections().get(1);

    @Test
    void aHeadingBeginsASectionButNotInCode() {
        assertThat(Document.of(TEXT).sections())
                .extracting(Section::place)
                .containsExactly("#", "## 5.2");
    }

    @Test
    void whatIsNotProseIsFound() {
        assertThat(second.code()).containsExactly("```", "# no heading, and 99 is code", "```");
        assertThat(second.tableRows()).isEqualTo(3);
        assertThat(second.pictures()).containsExactly("pictures/turn.svg");
        assertThat(second.commands()).containsExactly("mvn test -pl 05-select-server");
        assertThat(second.figures()).containsExactly("05", "1024", "12.5", "77");
    }

    @Test
    void anyChangeChangesThePrint() {
        assertThat(Document.of(TEXT.replace("first", "last")).sections().getFirst().print())
                .isNotEqualTo(Document.of(TEXT).sections().getFirst().print());
    }

    @Test
    void thePrintsThemselvesDoNot() {
        var prints = Section.prints("1", "2");

        var saying = second.saying(Section.prints("0", "0")).saying(prints);

        assertThat(saying.says(prints)).isTrue();
        assertThat(saying.print()).isEqualTo(second.print());
        assertThat(saying.lines()).hasSize(second.lines().size() + 1);
    }

    @Test
    void itsTextIsAsItWas() {
        assertThat(Document.of(TEXT).text()).isEqualTo(TEXT);
    }
}

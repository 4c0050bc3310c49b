package course.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a description says is drawn, and what cannot be drawn is told with its line. */
class DiagramTest {

    @Test
    void boxesTextsAndArrowsAreDrawn() {
        var svg =
                draw(
                        """
                        frame all  at 0 0 size 390 200 @a-frame
                        box   one  at 10 30 size 80 30 blue
                        box   two  at 200 30 size 80 30 green circle "two()"
                        cells row  at 10 100 size 150 20 orange "1" @word ""
                        text  note at 10 150 width 200 left small
                        arrow from one.right to two.left dashed
                        line  from row.bottom.25 via 32 135 to 80,135
                        """);

        assertThat(svg)
                .contains("<rect class=\"shape frame\" x=\"0\" y=\"0\" width=\"390\"")
                .contains(">a-frame!</text>", ">one!</text>", ">word!</text>", ">note!</text>")
                .contains("<tspan class=\"code\">two()</tspan>")
                .contains("<ellipse class=\"shape green\" cx=\"240\" cy=\"45\" rx=\"40\"")
                .contains("<path class=\"line dashed\" d=\"M90 45 200 45\" marker-end")
                .contains("<path class=\"line\" d=\"M47.5 120 32 135 80 135\"/>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '´',
            textBlock =
                    """
                    circle a at 1 1 size 9 9              | begins with frame, box, cells, text
                    box                                   | box needs a name
                    box a at 1 1                          | box needs "size W H"
                    box a at 1 one size 90 30             | at needs a number here, not one
                    box a at 1                            | something is missing after at
                    box a at 1 1 size 90 30 red           | box does not know red; it knows: at
                    box a at 1 1 size 90 30 "b            | a " is missing
                    box a at 1 1 size 90 30 "b" "c"       | only cells have several texts
                    box a at 350 1 size 90 30             | a is not wholly on the picture
                    box longer at 1 1 size 20 30            | its text takes
                    text longer at 1 9 width 20             | its text takes
                    text longer at 380 90 width 90 left     | its text is not wholly on the picture
                    cells a at 1 1 size 60 30             | 0 cells and 0 columns
                    cells a at 1 1 size 60 30 columns 50 20 "1" "2" | the columns are wider
                    arrow from a.left to 5,5              | nothing above this line is named a
                    arrow to 5,5                          | arrow needs "from NAME"
                    arrow from first to 5,5               | first is no place; first.left is one
                    arrow from first.up to 5,5            | a side is left, right, top or bottom
                    box first at 200 90 size 90 30        | there are two parts named first
                    text t at 110 77 width 60             | meets what is drawn of line 1
                    text t at 210 130 width 90            | meets the text of line 2
                    line from 250,90 to 250,190           | line 2: its text meets what is drawn of line 3
                    """)
    void whatCannotBeDrawnIsToldWithItsLine(String line, String what) {
        var description =
                """
                box  first  at 100 40 size 90 40
                text second at 210 130 width 90
                %s
                """
                        .formatted(line);

        assertThatThrownBy(() -> draw(description))
                .isInstanceOf(BadPicture.class)
                .hasMessageStartingWith("test.picture, line ")
                .hasMessageContaining(what);
    }

    @Test
    void aTextBesideOthersMeetsNone() {
        assertThat(
                        draw(
                                """
                                box  first  at 100 40 size 90 40
                                text second at 100 100 width 90
                                text third  at 200 60 width 90 left
                                """))
                .contains("third!");
    }

    private static String draw(String description) {
        return new Diagram(Line.of("test.picture", description), 400, 200, key -> key + "!")
                .svg()
                .document("en", "title", "description", 400, 200);
    }
}

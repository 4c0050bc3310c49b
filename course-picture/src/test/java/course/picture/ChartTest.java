package course.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.stream.DoubleStream;

class ChartTest {

    @Test
    void aLineIsNamedWhereItEnds() {
        var svg = draw("pipes,select,poll\n10,1,2\n100,4,8\n1000,,30\n");

        assertThat(svg)
                .contains("<tspan class=\"code\">select</tspan>", "poll</tspan>")
                .contains(">↑ y!</text>", ">x! →</text>")
                .contains("class=\"series s0\"", "class=\"series s1\"", "stroke-dasharray=\"7 4\"");
        assertThat(svg.split("class=\"mark ")).as("3 and 2 points, 2 names").hasSize(1 + 5 + 2);
    }

    @Test
    void aLineWithoutPointsIsNotThere() {
        assertThat(draw("pipes,select,poll\n10,,2\n100,,8\n")).doesNotContain("select");
    }

    @Test
    void theScaleFitsTheData() {
        assertThat(axis(10, 3_000)).isEqualTo(new LogAxis(10, 5_000));
        assertThat(axis(11_027, 104_428)).isEqualTo(new LogAxis(10_000, 200_000));
        assertThat(axis(0.46, 149)).isEqualTo(new LogAxis(0.2, 200));
        assertThat(axis(10, 10)).isEqualTo(new LogAxis(10, 100));
    }

    @Test
    void aShortScaleHasMoreTicks() {
        assertThat(axis(10, 3_000).ticks()).containsExactly(10.0, 100.0, 1_000.0);
        assertThat(axis(10, 90).ticks()).containsExactly(10.0, 20.0, 50.0, 100.0);
    }

    @Test
    void whatWasNotMeasuredProperlyIsToldWithItsLine() {
        assertBad("x,y\n", "run.csv: a line with the headings is needed, and one with data");
        assertBad("x,y\n1,2\n3\n", "run.csv, line 3: 1 cells under 2 headings");
        assertBad("x,y\n1,fast\n", "run.csv, line 2: fast should be a number");
        assertBad("x,y\n,2\n", "run.csv, line 2: cell 1 should be a number");
        assertBad("x,y\n1,0\n", "run.csv, line 2: a logarithmic axis has room for numbers above 0");
        assertBad("x,a,b,c,d,e\n1,1,1,1,1,1\n", "run.csv, line 2: a chart has one line to four");
    }

    @Test
    void aTitleThatIsTooLongIsTold() {
        var table = Table.of("run.csv", "x,y\n1,2\n");

        assertThatThrownBy(() -> new Chart(table, key -> key + " title".repeat(20)))
                .isInstanceOf(BadPicture.class)
                .hasMessageStartingWith("chart: the title of an axis is too long for one line: ");
    }

    private static void assertBad(String content, String message) {
        assertThatThrownBy(() -> draw(content))
                .isInstanceOf(BadPicture.class)
                .hasMessageStartingWith(message);
    }

    private static LogAxis axis(double... values) {
        return LogAxis.of(DoubleStream.of(values));
    }

    private static String draw(String content) {
        return new Chart(Table.of("run.csv", content), key -> key + "!")
                .svg()
                .document("en", "title", "description", Chart.WIDTH, Chart.HEIGHT);
    }
}

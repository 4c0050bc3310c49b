package course.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;

class LanesTest {
    private static final Map<String, String> WORDS =
            Map.of("lane", "task %s", "total", "%s s", "x", "seconds");

    @Test
    void groupsOfLanesAreDrawnOverOneScale() {
        var svg =
                draw(
                        """
                        model,task,state,from,to
                        one,1,runs,0,2
                        one,1,waits,2,4.5
                        two,1,runs,0,1
                        two,2,waits,0,3
                        """);

        assertThat(svg)
                .contains(">one<", ">two<", ">task 1<", ">task 2<", ">4.5 s<", ">3 s<")
                .contains(">runs<", ">waits<", ">seconds →<");
        assertThat(svg.split("<rect class=\"runs\"")).as("2, one in the legend").hasSize(1 + 3);
        assertThat(svg.split("<rect class=\"waits\"")).as("2, one in the legend").hasSize(1 + 3);
    }

    @Test
    void aStateThatIsNoneIsToldWithItsLine() {
        assertThatThrownBy(() -> draw("model,task,state,from,to\none,1,sleeps,0,1\n"))
                .isInstanceOf(BadPicture.class)
                .hasMessage("run.csv, line 2: a lane runs or waits, and does not sleeps");
    }

    private static String draw(String content) {
        var lanes = new Lanes(Table.of("run.csv", content), key -> WORDS.getOrDefault(key, key));
        return lanes.svg().document("en", "title", "description", Lanes.WIDTH, lanes.height());
    }
}

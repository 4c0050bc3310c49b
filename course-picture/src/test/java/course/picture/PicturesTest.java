package course.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;

class PicturesTest {
    @TempDir private Path folder;

    @BeforeEach
    void describe() throws IOException {
        write("turn.picture", "diagram 400 by 100\nbox a at 10 10 size 100 40\n");
        write("cost.picture", "chart\n");
        write("cost.csv", "pipes,select\n10,1\n100,2\n");
        write("words.en.properties", words("turn & <one>", "box"));
        write("words.zh.properties", words("一轮", "方框"));
    }

    private static String words(String title, String box) {
        return """
        turn.title = %s
        turn.desc = a desc
        turn.a = %s
        cost.title = `select`
        cost.desc = a desc
        cost.x = pipes
        cost.y = µs
        """
                .formatted(title, box);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    @Test
    void eachPictureIsDrawnInBothLanguages() throws Exception {
        var drawn = Pictures.in(folder).draw();

        assertThat(drawn).containsOnlyKeys("turn.svg", "turn.zh.svg", "cost.svg", "cost.zh.svg");
        assertThat(drawn.get("turn.svg")).contains(">box</text>", "xml:lang=\"en\"");
        assertThat(drawn.get("turn.zh.svg")).contains(">方框</text>", "xml:lang=\"zh\"");
        assertThat(Pictures.in(folder).names()).containsExactly("cost", "turn");
        assertThat(Pictures.in(folder).title("cost", "en")).isEqualTo("select");
    }

    @Test
    void aPictureNeedsNothingButItself() throws Exception {
        for (var svg : Pictures.in(folder).draw().values()) {
            var document =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)));

            var root = document.getDocumentElement();
            assertThat(root.getAttribute("role")).isEqualTo("img");
            assertThat(root.getAttribute("aria-labelledby")).isEqualTo("title desc");
            assertThat(root.getElementsByTagName("title").getLength()).isOne();
            assertThat(root.getElementsByTagName("desc").getLength()).isOne();
            assertThat(svg)
                    .contains("@media (prefers-color-scheme:dark)")
                    .doesNotContain("<script", "<foreignObject", "@import", "href", "url(http");
        }
    }

    @Test
    void aChartIsRedrawnFromAnotherRun(@TempDir Path target) throws IOException {
        var measured = "pipes,select\n10,1\n100,70\n";

        var files = Pictures.in(folder).redraw("cost", measured, target.resolve("new"));

        assertThat(files)
                .extracting(file -> target.relativize(file).toString())
                .containsExactly("new/cost.csv", "new/cost.svg", "new/cost.zh.svg");
        assertThat(files.getFirst()).hasContent(measured);
        assertThat(Files.readString(files.get(1)))
                .isNotEqualTo(Pictures.in(folder).draw().get("cost.svg"));
    }

    @Test
    void whatIsWrongIsToldWithFileAndLanguage() throws IOException {
        write("words.zh.properties", words("一轮", "很长很长很长很长很长很长很长很长很长很长很长很长"));

        assertThatThrownBy(() -> Pictures.in(folder).draw())
                .isInstanceOf(BadPicture.class)
                .hasMessageContaining("turn.picture (zh), line 2: its text takes");
    }

    @Test
    void theFirstLineSaysWhatItIs() throws IOException {
        write("turn.picture", "a turn\n");
        assertThatThrownBy(() -> Pictures.in(folder).draw())
                .hasMessageContaining("line 1: it begins with diagram, chart or lanes");

        write("turn.picture", "diagram 400\n");
        assertThatThrownBy(() -> Pictures.in(folder).draw())
                .hasMessageContaining("line 1: it begins with \"diagram WIDTH by HEIGHT\"");

        write("turn.picture", "# nothing\n");
        assertThatThrownBy(() -> Pictures.in(folder).draw())
                .hasMessageContaining("there is nothing in it");
    }
}

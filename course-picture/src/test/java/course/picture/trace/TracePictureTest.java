package course.picture.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

/** What of a trace is drawn, and told. */
class TracePictureTest {
    private final List<Event> events = new ArrayList<>();

    private void happens(Kind kind, String lane, String text, String to) {
        events.add(new Event(events.size() * 1_000_000L, false, lane, kind, text, to));
    }

    private TracePicture picture() {
        return new TracePicture(events, "en");
    }

    private Document svg(int width) throws Exception {
        var text = picture().svg(width, "it");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document svg, String name) {
        var nodes = svg.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<String> steps(Document svg) {
        return elements(svg, "g").stream()
                .map(group -> group.getAttribute("data-step"))
                .filter(step -> !step.isEmpty())
                .toList();
    }

    private void talk() {
        happens(Kind.CONNECTED, "client 1", "4711", "the server");
        happens(Kind.SENT, "client 1", "\"<a&b>\"", "the server");
        happens(Kind.EXPECTED, "client 1", "\"<A&B>\"", "the server");
        happens(Kind.FAILED, "", "client 1 expected \"<A&B>\" but received nothing", "");
    }

    @Test
    void eachEventIsAStepWithItsSentence() throws Exception {
        talk();

        var svg = svg(360);

        assertThat(steps(svg)).containsExactly("0", "1", "2", "3");
        assertThat(elements(svg, "title"))
                .extracting(Element::getTextContent)
                .containsExactly(
                        "Who said what to whom",
                        "client 1 connected from port 4711",
                        "client 1 sent \"<a&b>\"",
                        "client 1 expected \"<A&B>\"",
                        "it failed here: client 1 expected \"<A&B>\" but received nothing");
        assertThat(picture().text()).hasSize(4).contains("client 1 sent \"<a&b>\"");
    }

    @Test
    void itIsAnImageWithAName() throws Exception {
        talk();

        var root = svg(360).getDocumentElement();

        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo("it-title it-desc");
        assertThat(elements(root.getOwnerDocument(), "title").getFirst().getAttribute("id"))
                .isEqualTo("it-title");
    }

    /** A page's policy lets no style in but that of its own files. */
    @Test
    void thePageGivesTheStyle() throws Exception {
        talk();

        assertThat(picture().svg(360, "it")).doesNotContain("<style", "style=");
        assertThat(picture().document(360)).contains("<style>", "prefers-color-scheme:dark");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 700})
    void nothingStandsOutside(int width) throws Exception {
        talk();
        happens(Kind.NOTED, "client 1", "a_very_long_word_without_a_space".repeat(20), "");
        IntStream.range(2, 300)
                .forEach(i -> happens(Kind.SENT, "client " + i, "\"abc\"", "the server"));

        for (var rect : elements(svg(width), "rect")) {
            if (rect.hasAttribute("x")) {
                var x = Double.parseDouble(rect.getAttribute("x"));
                assertThat(x).isNotNegative();
                assertThat(x + Double.parseDouble(rect.getAttribute("width")))
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void whatRepeatsItselfIsFolded() throws Exception {
        for (var i = 0; i < 1_000; i++) {
            happens(Kind.SENT, "client 1", "\"tick\"", "the server");
            happens(Kind.RECEIVED, "client 1", "\"TICK\"", "the server");
        }

        assertThat(steps(svg(360))).containsExactly("0", "1", "2");
        assertThat(picture().text()).last().isEqualTo("(and the same 999 times more)");
        assertThat(picture().steps().getLast().last()).isEqualTo(1_999);
    }

    @Test
    void whatHappensToManyIsShownOfThree() throws Exception {
        IntStream.range(0, 200)
                .forEach(i -> happens(Kind.CONNECTED, "client " + i, "" + i, "the server"));

        assertThat(steps(svg(360))).containsExactly("0", "1", "2", "199");
        assertThat(picture().text()).contains("(and the same of 197 others)");
    }

    @Test
    void aFloodIsFolded() {
        IntStream.range(0, 1_000)
                .forEach(i -> happens(Kind.SENT, "client 1", "" + i, "the server"));

        assertThat(picture().steps()).hasSize(121);
        assertThat(picture().text()).contains("… 880 more …");
    }

    @Test
    void anEmptyTraceIsAPicture() throws Exception {
        assertThat(steps(svg(360))).isEmpty();
        assertThat(picture().text()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eachKindIsDrawnInBothLanguages(Kind kind) {
        happens(kind, "a", "b", "c");
        happens(kind, "a", "b", "");
        happens(kind, "", "", "");

        for (var language : List.of("en", "zh")) {
            var picture = new TracePicture(events, language);
            assertThat(picture.text()).hasSize(3).allMatch(line -> !line.contains("{"));
            assertThat(picture.svg(360, "it")).doesNotContain("{lane}", "{text}", "{to}");
        }
    }
}

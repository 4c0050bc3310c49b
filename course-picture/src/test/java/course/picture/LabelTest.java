package course.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class LabelTest {

    @Test
    void aTextIsBrokenBetweenWords() {
        var label = Label.of("waits until some are ready", 10, 80);

        assertThat(lines(label)).containsExactly("waits until", "some are", "ready");
        assertThat(label.width()).isLessThanOrEqualTo(80);
        assertThat(label.height()).isEqualTo(3 * label.lineHeight());
    }

    @Test
    void chineseIsBrokenBetweenCharacters() {
        assertThat(lines(Label.of("等待所有套接字", 10, 40))).containsExactly("等待所有", "套接字");
    }

    @Test
    void aChineseLineDoesNotBeginWithAComma() {
        assertThat(lines(Label.of("等待所有，然后", 10, 40))).containsExactly("等待所", "有，然后");
    }

    @Test
    void wordsAndCodeAmongChineseStayWhole() {
        assertThat(lines(Label.of("通过 `select` 等待 client", 10, 60)))
                .containsExactly("通过", "select 等待", "client");
    }

    @Test
    void codeIsNotBroken() {
        var label = Label.of("then `ready(key 5, {READ})` is called", 10, 130);

        assertThat(lines(label)).containsExactly("then", "ready(key 5, {READ})", "is called");
        assertThat(label.lines().get(1).getFirst().code()).isTrue();
    }

    @Test
    void aWordThatIsTooLongIsWiderThanItsRoom() {
        assertThat(Label.of("selectors", 10, 20).width()).isGreaterThan(20);
    }

    @Test
    void aCharacterIsAsWideAsTheTextIsHigh() {
        assertThat(Label.of("等待", 10, 100).width()).isEqualTo(20);
        assertThat(Label.of("ii", 10, 100).width()).isLessThan(10);
        assertThat(Label.of("WW", 10, 100).width()).isEqualTo(20);
        assertThat(Label.of("`ii`", 10, 100).width()).isBetween(12.0, 12.5);
    }

    private static List<String> lines(Label label) {
        return label.lines().stream()
                .map(line ->
                        line.stream()
                                .map(piece -> (piece.spaceBefore() ? " " : "") + piece.text())
                                .reduce("", String::concat))
                .toList();
    }
}

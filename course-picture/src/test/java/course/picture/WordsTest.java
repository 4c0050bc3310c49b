package course.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void eachLineHasAKeyAndItsWords() {
        var words = new Words("words", "# a comment\n\n turn.title = a turn = 一轮 \n");

        assertThat(words.of("turn.title")).isEqualTo("a turn = 一轮");
    }

    @Test
    void whatIsWrongIsToldWithItsLine() {
        assertBad("a = b\n\nno words", "words, line 3: a line says \"key = words\"");
        assertBad("a =", "words, line 1: there are no words for a");
        assertBad("a = b\na = c", "words, line 2: a has its words in line 1 already");
    }

    private static void assertBad(String content, String message) {
        assertThatThrownBy(() -> new Words("words", content))
                .isInstanceOf(BadPicture.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void missingWordsAndIdleWordsAreTold() {
        var words = new Words("words", "a = b\nc = d");

        words.of("a");

        assertThatThrownBy(() -> words.of("x")).hasMessage("words: the words for x are missing");
        assertThatThrownBy(words::checkAllUsed).hasMessage("words, line 2: no picture asks for c");
    }
}

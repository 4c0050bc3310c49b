package course.kit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How an example is called. */
class SentencesTest {

    @Test
    void methodNamesBecomeSentences() {
        assertThat(Sentences.sentence("aChannelWithRoomIsWritable"))
                .isEqualTo("a channel with room is writable");
        assertThat(Sentences.sentence("the1024Limit")).isEqualTo("the 1024 limit");
    }
}

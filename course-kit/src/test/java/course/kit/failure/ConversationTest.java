package course.kit.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What of a long talk is told. */
class ConversationTest {
    private final Conversation conversation = new Conversation();

    @Test
    void aRefrainIsToldOnce() {
        conversation.add("hello");
        for (var i = 0; i < 50; i++) {
            conversation.add("tick");
            conversation.add("tock");
        }
        conversation.add("bye");

        assertThat(conversation.lines())
                .containsExactly("hello", "tick", "tock", "(and the same 49 times more)", "bye");
    }

    @Test
    void onlyTheEndOfALongConversationIsTold() {
        for (var i = 0; i < 100; i++) {
            conversation.add("line " + i);
        }

        assertThat(conversation.lines()).hasSize(31).startsWith("(70 more lines)", "line 70");
    }
}

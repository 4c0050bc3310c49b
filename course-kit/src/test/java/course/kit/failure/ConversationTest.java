package course.kit.failure;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.trace.Trace;
import course.picture.trace.Kind;

import org.junit.jupiter.api.Test;

/** What of a long talk is told. */
class ConversationTest {
    private final Trace trace = new Trace();
    private final Conversation conversation = new Conversation(trace);

    @Test
    void aRefrainIsToldOnce() {
        trace.add(Kind.TOLD, "", "hello");
        for (var i = 0; i < 50; i++) {
            trace.add(Kind.TOLD, "", "tick");
            trace.add(Kind.TOLD, "", "tock");
        }
        trace.add(Kind.TOLD, "", "bye");

        assertThat(conversation.lines())
                .containsExactly("hello", "tick", "tock", "(and the same 49 times more)", "bye");
    }

    @Test
    void onlyTheEndOfALongConversationIsTold() {
        for (var i = 0; i < 100; i++) {
            trace.add(Kind.TOLD, "", "line " + i);
        }

        assertThat(conversation.lines()).hasSize(31).startsWith("(70 more lines)", "line 70");
    }
}

package course.rabbitmq.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;

import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;

/** What is told of the client's exceptions, whose own message is none. */
class RefusalTest {
    private static final Method CHANNEL_CLOSE =
            new AMQP.Channel.Close.Builder()
                    .replyCode(406)
                    .replyText("PRECONDITION_FAILED - another type")
                    .classId(40)
                    .methodId(10)
                    .build();
    private static final Method CONNECTION_CLOSE =
            new AMQP.Connection.Close.Builder()
                    .replyCode(530)
                    .replyText("NOT_ALLOWED - vhost nowhere not found")
                    .classId(10)
                    .methodId(40)
                    .build();

    private static ShutdownSignalException signal(Method reason) {
        return new ShutdownSignalException(false, false, reason, null);
    }

    @Test
    void theBrokersWordsAreInTheCause() {
        assertThat(Refusal.told(new IOException(null, signal(CHANNEL_CLOSE))))
                .hasMessage("PRECONDITION_FAILED - another type")
                .hasRootCauseInstanceOf(ShutdownSignalException.class);
        assertThat(Refusal.told(new IOException(null, signal(CONNECTION_CLOSE))))
                .hasMessage("NOT_ALLOWED - vhost nowhere not found");
    }

    @Test
    void theyAreInWhatAConfirmIsWaitedForWith() {
        assertThat(Refusal.told(signal(CHANNEL_CLOSE)))
                .hasMessage("PRECONDITION_FAILED - another type");
    }

    @Test
    void whatTellsWhyStaysAsItIs() {
        var nacked = new IOException("nacks received");

        assertThat(Refusal.told(nacked)).isSameAs(nacked);
    }

    @Test
    void aCauseThatTellsNothingIsNotTheEnd() {
        var deep = new IOException(null, new IOException(null, new EOFException("cut")));

        assertThat(Refusal.told(deep)).hasMessage("cut");
        assertThat(Refusal.reason(new IOException(null, new EOFException())))
                .isEqualTo("java.io.EOFException");
    }
}

package course.rabbitmq.reference;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

import java.io.IOException;

/** What the broker said when it refused: the client's IOException has no message, but a cause. */
public final class Refusal {
    private Refusal() {}

    /** An exception that tells why: the one that is given, if it does. */
    static IOException told(Exception e) {
        return e instanceof IOException telling && telling.getMessage() != null
                ? telling
                : new IOException(reason(e), e);
    }

    /** The broker's words, or else what the nearest cause says that says anything. */
    public static String reason(Throwable thrown) {
        var said = said(thrown);
        if (said != null) {
            return said;
        }
        var telling = thrown;
        while (telling.getMessage() == null && telling.getCause() != null) {
            telling = telling.getCause();
        }
        return telling.getMessage() == null ? telling.toString() : telling.getMessage();
    }

    private static String said(Throwable thrown) {
        var signal = thrown instanceof ShutdownSignalException ? thrown : thrown.getCause();
        if (signal instanceof ShutdownSignalException refusal) {
            if (refusal.getReason() instanceof AMQP.Channel.Close close) {
                return close.getReplyText();
            }
            if (refusal.getReason() instanceof AMQP.Connection.Close close) {
                return close.getReplyText();
            }
        }
        return null;
    }
}

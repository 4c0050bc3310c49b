package course.rabbitmq.mistakes;

import course.kit.Mistake;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;

/**
 * Looks at the exception's type alone. A time limit of the last step is the cause of a cause. In
 * real life: "can't be reached", says the log, and the network is searched for what the broker has.
 */
@Mistake(killedBy = "aBrokerThatFallsSilentIsUnresponsive", saying = "never says OPEN_OK")
final class RemoteConnectionThatTakesSilenceForAbsence extends PlainRemoteConnection {

    @Override
    boolean isAboutTime(Throwable thrown) {
        return thrown instanceof InterruptedIOException || thrown instanceof TimeoutException;
    }
}

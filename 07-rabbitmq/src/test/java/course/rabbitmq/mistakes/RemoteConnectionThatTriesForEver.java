package course.rabbitmq.mistakes;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import course.kit.Mistake;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * What fails is tried again, without end. In real life: a service with a mistyped host name hangs
 * at its start, and its log is full.
 */
@Mistake(killedBy = "aPortWhereNothingListensIsUnreachable", saying = "no end within")
final class RemoteConnectionThatTriesForEver extends PlainRemoteConnection {

    @Override
    Connection open(ConnectionFactory factory) {
        while (true) {
            try {
                return super.open(factory);
            } catch (IOException | TimeoutException e) {
                LockSupport.parkNanos(50_000_000);
                if (Thread.interrupted()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}

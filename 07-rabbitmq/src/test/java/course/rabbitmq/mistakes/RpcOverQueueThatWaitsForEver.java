package course.rabbitmq.mistakes;

import com.rabbitmq.client.Connection;

import course.kit.Mistake;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Waits for its answer, however long that takes. In real life: the server is down for a minute, and
 * all threads of the callers stand for good.
 */
@Mistake(killedBy = "aCallWithoutAnAnswerTimesOut", saying = "fails with TimeoutException")
final class RpcOverQueueThatWaitsForEver extends PlainRpcOverQueue {

    @Override
    public Client client(Connection connection) throws IOException {
        var client = super.client(connection);
        return new Client() {
            @Override
            public String call(String argument, Duration timeout)
                    throws IOException, TimeoutException, InterruptedException {
                return client.call(argument, Duration.ofDays(1));
            }

            @Override
            public void close() throws IOException, TimeoutException {
                client.close();
            }
        };
    }
}

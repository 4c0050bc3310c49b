package course.rabbitmq.mistakes;

import com.rabbitmq.client.Connection;

import course.kit.Mistake;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Holds a lock while it waits for an answer. In real life: the service has forty threads, and a
 * slow call of one makes all the others stand in line behind it.
 */
@Mistake(killedBy = "answersMayComeInAnotherOrder", saying = "a server gets 5 requests")
final class RpcOverQueueThatMakesOneCallAtATime extends PlainRpcOverQueue {

    @Override
    public Client client(Connection connection) throws IOException {
        var client = super.client(connection);
        return new Client() {
            @Override
            public synchronized String call(String argument, Duration timeout)
                    throws IOException, TimeoutException, InterruptedException {
                return client.call(argument, timeout);
            }

            @Override
            public void close() throws IOException, TimeoutException {
                client.close();
            }
        };
    }
}

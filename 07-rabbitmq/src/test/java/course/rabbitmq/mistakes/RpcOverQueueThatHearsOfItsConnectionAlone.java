package course.rabbitmq.mistakes;

import com.rabbitmq.client.Connection;

import course.kit.Mistake;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends its calls when the connection is lost, and not when the broker has closed a channel. In real
 * life: a permission is missing, and each call fails after a minute, as if a server were slow.
 */
@Mistake(killedBy = "aRefusedRequestEndsTheCallsThatWait", saying = "fails at once")
final class RpcOverQueueThatHearsOfItsConnectionAlone extends PlainRpcOverQueue {

    @Override
    public Client client(Connection connection) throws IOException {
        var caller = new AtomicReference<Caller>();
        connection.addShutdownListener(_ -> caller.get().end("the connection is gone"));
        var client = super.client(connection);
        caller.set((Caller) client);
        return client;
    }

    @Override
    void lost(Caller caller) {
        // the connection will say so
    }
}

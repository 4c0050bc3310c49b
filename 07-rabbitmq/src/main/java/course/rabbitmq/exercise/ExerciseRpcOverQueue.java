package course.rabbitmq.exercise;

import com.rabbitmq.client.Connection;

import course.rabbitmq.RpcOverQueue;

import java.io.IOException;

/** Exercise 7.6. The servers first: they are WorkQueue's workers, and answer. */
public final class ExerciseRpcOverQueue implements RpcOverQueue {

    @Override
    public Server serve(Connection connection, Procedure procedure) throws IOException {
        // TODO 7.6.2: the answer: publish the result to the request's replyTo, over the default
        //  exchange, with the request's correlationId; then acknowledge the request
        // TODO 7.6.3: a procedure that throws: send its message, with the type FAILURE
        // TODO 7.6.4: a request without replyTo or correlationId: acknowledge it, that is all
        // TODO 7.6.5: close: cancel, wait for the call at hand, close the channel
        throw new UnsupportedOperationException(
                "TODO 7.6.1: open a channel, declare the queue, take one call at a time from it");
    }

    @Override
    public Client client(Connection connection) throws IOException {
        // TODO 7.6.7: call: publish the request, with replyTo, with a correlationId of its own, and
        //  with its expiration; the thread waits in a map, under that id, until timeout
        // TODO 7.6.8: an answer ends the wait of the call that has its correlationId, if there is
        //  one; each call takes itself out of the map, however it ends
        // TODO 7.6.9: no queue, no server: publish with mandatory, see addReturnListener
        // TODO 7.6.10: when the client is closed or the connection is gone, end all that wait
        throw new UnsupportedOperationException(
                "TODO 7.6.6: open a channel, declare a reply queue of this client's own, consume"
                        + " it");
    }
}

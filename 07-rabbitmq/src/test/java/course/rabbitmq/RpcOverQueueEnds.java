package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Background;
import course.kit.Deadline;
import course.rabbitmq.RpcOverQueue.Client;
import course.rabbitmq.RpcOverQueue.NoServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/** Calls that end without an answer. */
abstract class RpcOverQueueEnds extends RpcOverQueueExamples {
    RpcOverQueueEnds(VirtualHost host, RpcOverQueue rpc, Background background) {
        super(host, rpc, background);
    }

    @Test
    void aCallWithoutAQueueFailsAtOnce() throws Exception {
        try (var client = client()) {
            var call = new Call(client, "a", LONG);

            call.awaitEnd(
                    "a call fails at once where there is no queue (mandatory: the broker returns"
                            + " it)");
            assertThat(call.failsWith(NoServer.class))
                    .as("what the caller is told")
                    .hasMessageContaining(RpcOverQueue.QUEUE);

            var server = playedServer();
            var next = new Call(client, "b", LONG);
            server.answers(server.hears("b"), "b's");
            next.returns("b's");
        }
    }

    @Test
    void aCallerWhoIsInterruptedWaitsNoMore() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var interrupted = new Call(client, "a", LONG);
            var other = new Call(client, "b", LONG);
            var requests = server.next(2);

            interrupted.task.thread().interrupt();
            interrupted.failsWith(InterruptedException.class);

            for (var request : requests) {
                server.answers(request, request.text() + "'s");
            }
            other.returns("b's");
        }
    }

    @Test
    void closingAClientEndsTheCallsThatWait() throws Exception {
        var server = playedServer();
        var connection = host.connect();
        var client = client(connection);
        var calls = calls(client, "a", "b", "c");
        server.next(calls.size());

        client.close();

        for (var call : calls) {
            call.awaitEnd(
                    "the call \"%s\" ends when its client is closed".formatted(call.argument));
            call.failsWith(IOException.class);
        }
        Reasons.closing(client);
        assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
    }

    @Test
    void aLostConnectionEndsTheCallsThatWait() throws Exception {
        var server = playedServer();
        var connection = host.connect();
        var client = client(connection);
        var calls = calls(client, "a", "b", "c");
        server.next(calls.size());

        connection.abort();

        for (var call : calls) {
            call.awaitEnd(
                    "the call \"%s\" ends when the connection is lost".formatted(call.argument));
            call.failsWith(IOException.class);
        }
        Reasons.closing(client);
    }

    @Test
    void noCallIsMadeByAClientThatIsClosedOrHasNoConnection() throws Exception {
        playedServer();
        var connection = host.connect();
        var closed = client(connection);
        var lost = client(connection);

        closed.close();
        var afterClose = new Call(closed, "a", LONG);
        afterClose.awaitEnd("a call of a client that is closed fails at once");
        connection.abort();
        var afterLoss = new Call(lost, "b", LONG);
        afterLoss.awaitEnd("a call without a connection fails at once");

        afterClose.failsWith(IOException.class);
        afterLoss.failsWith(IOException.class);
        Reasons.closing(lost);
    }

    @Test
    void aClientHasOneReplyQueueAndTakesItAlong() throws Exception {
        var server = playedServer();
        var client = client(host.connect());
        var calls = calls(client, "a", "b", "c");
        var requests = server.next(calls.size());
        for (var request : requests) {
            server.answers(request, request.text() + "'s");
        }
        for (var call : calls) {
            call.returns(call.argument + "'s");
        }

        var replyQueues = requests.stream().map(PlayedServer.Request::replyTo).distinct().toList();
        assertThat(replyQueues).as("the reply queues of one client's calls").hasSize(1);
        client.close();

        background.await(
                "the reply queue is gone when the client has been closed",
                () -> !exists(replyQueues.getFirst()));
    }

    @Test
    @Deadline(seconds = 20) // hundreds of calls, and the garbage is collected again and again
    void nothingIsKeptOfCallsThatAreOver() throws Exception {
        var many = 300;
        try (var client = client()) {
            try (var _ = serve(UPPER_CASE)) {
                for (var i = 0; i < 30; i++) {
                    assertThat(client.call("abc", LONG)).isEqualTo("ABC");
                }
            }
            timeOut(client, 30);
            var before = LiveObjects.now();

            try (var _ = serve(UPPER_CASE)) {
                for (var i = 0; i < many; i++) {
                    client.call("abc", LONG);
                }
            }
            assertNothingMore("calls that were answered", many, before);
            timeOut(client, many);
            assertNothingMore("calls that have timed out", many, before);
        }
    }

    private void timeOut(Client client, int count) throws Exception {
        for (var i = 0; i < count; i++) {
            assertThatThrownBy(
                            () -> client.call("abc", Duration.ofMillis(1)), "a call with no server")
                    .isInstanceOf(TimeoutException.class);
        }
        admin().queuePurge(RpcOverQueue.QUEUE);
    }

    private void assertNothingMore(String what, int count, LiveObjects before) {
        var grown = new TreeMap<String, Long>();
        try {
            background.await(
                    "nothing is kept",
                    () -> {
                        grown.clear();
                        grown.putAll(LiveObjects.now().grownBy(count, before));
                        return grown.isEmpty();
                    });
        } catch (AssertionError e) {
            throw new AssertionError(
                    "after %s %s the heap holds so many more objects than before: %s"
                            .formatted(count, what, grown),
                    e);
        }
    }

    /** One that is another connection's own is locked, and so it is there. */
    private boolean exists(String queue) {
        return Reasons.telling(
                "looking for the queue " + queue,
                () -> {
                    var channel = admin();
                    try {
                        channel.queueDeclarePassive(queue);
                        channel.close();
                        return true;
                    } catch (IOException e) {
                        return !(e.getCause() instanceof ShutdownSignalException refusal
                                && refusal.getReason() instanceof AMQP.Channel.Close close
                                && close.getReplyCode() == AMQP.NOT_FOUND);
                    }
                });
    }
}

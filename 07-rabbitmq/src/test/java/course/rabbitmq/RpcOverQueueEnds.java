package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

import course.broker.Grant;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.Relay.Answer;
import course.rabbitmq.RpcOverQueue.Client;
import course.rabbitmq.RpcOverQueue.NoServer;
import course.rabbitmq.RpcOverQueue.ProcedureFailed;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

/** Calls that end without an answer. */
abstract class RpcOverQueueEnds extends RpcOverQueueExamples {
    private static final Duration QUITE_SHORT = Duration.ofMillis(200);

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

    /** The broker need not have heard of it. */
    @Test
    void closingAClientEndsTheCallsThatWaitThoughTheBrokerIsSilent() throws Exception {
        var server = playedServer();
        var relay = host.relay();
        var client = client(host.connect(relay));
        var call = new Call(client, "a", LONG);
        server.hears("a");
        relay.fallsSilent();

        var closing =
                background.start("close, while the broker is silent,", () -> closeAnyhow(client));

        endsAtOnce(call, "whose client is closed while the broker is silent");
        relay.speaksAgain();
        closing.awaitEnd();
    }

    /** The broker may not have answered in time. */
    private static void closeAnyhow(Client client) throws IOException {
        try {
            client.close();
        } catch (TimeoutException silent) {
            // it is closed all the same
        }
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
            try (var _ = serve(RpcOverQueueEnds::fail)) {
                for (var i = 0; i < 30; i++) {
                    fail(client);
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
            try (var _ = serve(RpcOverQueueEnds::fail)) {
                for (var i = 0; i < many; i++) {
                    fail(client);
                }
            }
            assertNothingMore("calls whose procedure has failed", many, before);
            timeOut(client, many);
            assertNothingMore("calls that have timed out", many, before);
        }
    }

    private static String fail(String argument) throws IOException {
        throw new IOException("the disk is full");
    }

    private static void fail(Client client) {
        assertThatThrownBy(() -> client.call("abc", LONG), "a call whose procedure fails")
                .isInstanceOf(ProcedureFailed.class);
    }

    @Test
    @Deadline(seconds = 20) // as above
    void nothingIsKeptOfAnswersThatNobodyWaitsFor() throws Exception {
        var many = 300;
        var server = playedServer();
        try (var client = client()) {
            answerInVain(server, client, 30);
            var before = LiveObjects.now();

            answerInVain(server, client, many);

            assertNothingMore(
                    "answers that nobody waits for, each with another number,", many, before);
        }
    }

    /** Each number is one that a call might have had; the answer after them has its call. */
    private void answerInVain(PlayedServer server, Client client, int count) throws Exception {
        var call = new Call(client, "a", LONG);
        var request = server.hears("a");
        for (var i = 0; i < count; i++) {
            server.sends(request.replyTo(), UUID.randomUUID().toString(), null, "too late");
        }
        server.answers(request, "a's");
        call.returns("a's");
    }

    /** How a call ends that nobody answers, and that does not wait. */
    enum End {
        NO_QUEUE("has NoServer thrown at it", NoServer.class),
        AN_INTERRUPT("is interrupted", InterruptedException.class),
        A_CLOSED_CLIENT("is made by a client that is closed", IOException.class);

        private final String words;
        private final Class<? extends Exception> thrown;

        End(String words, Class<? extends Exception> thrown) {
            this.words = words;
            this.thrown = thrown;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Deadline(seconds = 20) // as above
    void nothingIsKeptOfCallsThatEndAtOnce(End end) throws Exception {
        var many = 1_000; // an embedded broker has its own, some hundreds
        var client = client();
        if (end == End.AN_INTERRUPT) {
            declare();
        }
        if (end == End.A_CLOSED_CLIENT) {
            client.close();
        }
        endAtOnce(client, end, 30);
        var before = LiveObjects.now();

        endAtOnce(client, end, many);

        assertNothingMore("calls, each of which " + end.words + ",", many, before);
        client.close();
    }

    private void endAtOnce(Client client, End end, int count) throws Exception {
        for (var i = 0; i < count; i++) {
            if (end == End.AN_INTERRUPT) {
                Thread.currentThread().interrupt();
            }
            try {
                assertThatThrownBy(
                                () -> client.call("abc", Duration.ofMinutes(10)),
                                "a call that " + end.words)
                        .isInstanceOf(end.thrown);
            } finally {
                Thread.interrupted();
            }
        }
        if (end == End.AN_INTERRUPT) {
            admin().queuePurge(RpcOverQueue.QUEUE);
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

    @Test
    void aRequestThatComesBackIsItsOwnCallsEnd() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var calls = calls(client, "a", "b");
            var requests = server.next(calls.size());
            admin().queueDelete(RpcOverQueue.QUEUE);

            new Call(client, "c", LONG).failsWith(NoServer.class);
            new Call(client, "d", LONG).failsWith(NoServer.class);

            for (var request : requests) {
                server.answers(request, request.text() + "'s");
            }
            for (var call : calls) {
                call.returns(call.argument + "'s");
            }
        }
    }

    @Test
    void aRefusedRequestEndsTheCallsThatWait() throws Exception {
        playedServer();
        var mayNotSend = host.user("maria", "maria3714", new Grant(".*", "^$", ".*"));
        var recorded = new Recorded(host.connect(mayNotSend));
        var client = client(recorded.connection());

        for (var call : calls(client, "a", "b", "c")) {
            endsAtOnce(
                    call,
                    "by a user who may not send requests (the broker closes the channel alone, and"
                            + " no answer can come any more)");
        }
        endsAtOnce(new Call(client, "d", LONG), "when the broker has closed the client's channel");
        Reasons.closing(client);
        for (var queue : recorded.queues()) {
            background.await(
                    "the reply queue of a client that is closed is gone, also if the broker had"
                            + " closed its channel before",
                    () -> !exists(queue));
        }
    }

    @Test
    void aReplyQueueThatIsGoneEndsTheCallsThatWait() throws Exception {
        var server = playedServer();
        var connection = host.connect();
        var client = client(connection);
        var calls = calls(client, "a", "b");
        var replyTo = server.next(calls.size()).getFirst().replyTo();

        connection.createChannel().queueDelete(replyTo);

        for (var call : calls) {
            endsAtOnce(call, "whose client's reply queue is gone");
        }
        endsAtOnce(new Call(client, "c", LONG), "of a client whose reply queue is gone");
        Reasons.closing(client);
        assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
    }

    private static void endsAtOnce(Call call, String when) {
        call.awaitEnd("the call \"%s\", %s, fails at once".formatted(call.argument, when));
        call.failsWith(IOException.class);
    }

    @Test
    void aClientThatIsRefusedLeavesNoChannelOpen() throws Exception {
        for (var grant : List.of(new Grant("^$", ".*", ".*"), new Grant(".*", ".*", "^$"))) {
            var maria = "maria";
            var connection = host.connect(host.user(maria, "maria3714", grant), 2);
            for (var i = 0; i < 3; i++) {
                assertThatThrownBy(
                                () -> rpc.client(connection),
                                "client, by one who may not declare a queue, or not read from it")
                        .isInstanceOf(IOException.class);
            }
            assertThat(connection.openChannel())
                    .as(
                            "a channel: the connection may have 2, and each client that fails"
                                    + " closes its own")
                    .isPresent();
        }
    }

    /** When the broker answers at last, both have failed. */
    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void aServerOrAClientThatCameTooLateIsNone() throws Exception {
        var relay = host.relay().fallsSilentAt(Answer.QUEUE_DECLARE_OK);
        var serving = host.connect(relay, 1, Silence.LONG);
        var another = host.relay().fallsSilentAt(Answer.QUEUE_DECLARE_OK);
        var calling = host.connect(another, 1, Silence.LONG);
        var client =
                background.start(
                        "client, and the broker does not answer for long",
                        () -> failsAtLast("client", () -> rpc.client(calling)));
        failsAtLast("serve", () -> rpc.serve(serving, UPPER_CASE));
        background.await("client has failed as well", client::hasEnded);

        relay.speaksAgain();
        another.speaksAgain();

        Closing.awaitChannel(
                background,
                serving,
                "a serve that has failed, since the broker did not answer (now it does),");
        Closing.awaitChannel(
                background,
                calling,
                "a client that has failed, since the broker did not answer (now it does),");
    }

    private static void failsAtLast(String what, ThrowingCallable call) {
        assertThatThrownBy(call, what + ", and the broker does not answer for long")
                .isInstanceOf(IOException.class);
    }

    @Test
    void aBrokerThatFallsSilentTimesCallsOut() throws Exception {
        var relay = host.relay();
        var connection = host.connect(relay, Silence.SHORT);
        declare();
        var client = client(connection);
        relay.fallsSilent();

        for (var call :
                List.of(new Call(client, "a", QUITE_SHORT), new Call(client, "b", QUITE_SHORT))) {
            call.awaitEnd(
                    "the call \"%s\" keeps its timeout when the broker is silent"
                            .formatted(call.argument));
            call.failsWith(TimeoutException.class);
        }
        Silence.ends("serve", () -> rpc.serve(connection, UPPER_CASE));
        Silence.ends("client", () -> rpc.client(connection));
    }

    @Test
    void aCallerWhoIsInterruptedAlreadyDoesNotWait() throws Exception {
        playedServer();
        try (var client = client()) {
            var ended = new CountDownLatch(1);
            background.start(
                    "a caller who is interrupted",
                    () -> {
                        Thread.currentThread().interrupt();
                        assertThatThrownBy(() -> client.call("a", LONG), "call, when interrupted")
                                .isInstanceOf(InterruptedException.class);
                        ended.countDown();
                    });

            background.await(
                    "a call by a thread that is interrupted already does not wait",
                    () -> ended.getCount() == 0);
        }
    }
}

package course.rabbitmq;

import static course.rabbitmq.PlayedClient.Answer.failure;
import static course.rabbitmq.PlayedClient.Answer.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import course.kit.Background;
import course.rabbitmq.RpcOverQueue.Procedure;
import course.rabbitmq.RpcOverQueue.ProcedureFailed;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server, called by a client that the specification plays. */
abstract class RpcOverQueueServer extends RpcOverQueueExamples {
    private static final Set<String> TOLD =
            Set.of("basicPublish", "basicAck", "basicNack", "basicReject");

    RpcOverQueueServer(VirtualHost host, RpcOverQueue rpc, Background background) {
        super(host, rpc, background);
    }

    // A server, called by a client that the spec plays

    @Test
    void aServerAnswersToTheReplyQueueWithTheCallsNumber() throws Exception {
        try (var _ = serve(UPPER_CASE)) {
            var client = playedClient();

            client.calls("17", "abc");
            client.calls("α/3", "größe");

            client.hears(result("17", "ABC"), result("α/3", "GRÖSSE"));
        }
    }

    @Test
    void eachClientGetsItsOwnAnswers() throws Exception {
        try (var _ = serve(UPPER_CASE)) {
            var one = playedClient();
            var other = playedClient();

            one.calls("1", "a");
            other.calls("1", "b");
            one.calls("2", "c");

            one.hears(result("1", "A"), result("2", "C"));
            other.hears(result("1", "B"));
        }
    }

    @Test
    void theQueueIsDurable() throws Exception {
        try (var _ = serve(UPPER_CASE)) {
            declare();
        }
        declare();
    }

    @Test
    void aProcedureThatThrowsIsAnsweredWithItsMessageAlone() throws Exception {
        Procedure failing =
                text -> {
                    throw new IllegalArgumentException("no such number: " + text);
                };
        try (var _ = serve(failing)) {
            var client = playedClient();

            client.calls("17", "x");

            client.hears(failure("17", "no such number: x"));
        }
    }

    @Test
    void aServerSurvivesWhateverItsProcedureDoes() throws Exception {
        Procedure moody =
                text ->
                        switch (text) {
                            case "checked" -> throw new IOException("the disk is full");
                            case "error" -> throw new StackOverflowError("too deep");
                            case "no message" -> throw new IllegalStateException();
                            default -> UPPER_CASE.on(text);
                        };
        try (var _ = serve(moody)) {
            var client = playedClient();

            client.calls("1", "checked");
            client.calls("2", "error");
            client.calls("3", "no message");
            client.calls("4", "abc");

            client.hears(
                    failure("1", "the disk is full"),
                    failure("2", "too deep"),
                    failure("3", "java.lang.IllegalStateException"),
                    result("4", "ABC"));
        }
    }

    @Test
    void aProcedureThatReturnsNullHasFailed() throws Exception {
        var answers = new CopyOnWriteArrayList<>(new String[] {null, "done"});
        try (var _ = serve(_ -> answers.removeFirst());
                var client = client()) {
            var first = new Call(client, "first", LONG);
            first.awaitEnd("a procedure that returns null is answered with a failure");
            var second = new Call(client, "second", LONG);

            first.failsWith(ProcedureFailed.class);
            second.returns("done");
        }
    }

    @Test
    void aCallThatCantBeAnsweredIsDropped() throws Exception {
        var worked = new CopyOnWriteArrayList<String>();
        Procedure procedure =
                text -> {
                    worked.add(text);
                    return text;
                };
        try (var _ = serve(procedure)) {
            var client = playedClient();

            client.sends(null, "1", "no reply queue");
            client.sends(client.replyTo(), null, "no number");
            client.sends(null, null, "neither");
            client.calls("4", "proper");

            hears(
                    "calls that can't be answered are dropped, and the next one is answered; are"
                            + " they put back into the queue?",
                    client,
                    result("4", "proper"));
        }
        assertThat(worked).as("what the procedure was called with").containsExactly("proper");
        assertThat(waiting()).as("requests in the queue when the server is closed").isZero();
    }

    @Test
    void aClientThatIsGoneHarmsNobody() throws Exception {
        try (var _ = serve(UPPER_CASE)) {
            var client = playedClient();

            client.sends("the queue of a client that is gone", "1", "abc");
            client.calls("2", "def");

            client.hears(result("2", "DEF"));
        }
    }

    @Test
    void whoIsBusyTakesNoMoreCalls() throws Exception {
        var slow = new SlowProcedure();
        var client = playedClient();
        try (var _ = serve(slow)) {
            client.calls("1", "slow");
            slow.awaitBegun();
            client.calls("2", "quick");
            client.calls("3", "quick, too");

            try (var _ = serve(UPPER_CASE)) {
                hears(
                        "two calls are left to a server that is free; does the busy one hold them"
                                + " already (prefetch)?",
                        client,
                        result("2", "QUICK"),
                        result("3", "QUICK, TOO"));
            } finally {
                slow.goOn();
            }
        }
    }

    @Test
    void aCallWhoseServerDiesGoesToAnotherOne() throws Exception {
        var slow = new SlowProcedure();
        var dying = host.connect();
        var client = playedClient();
        try (var _ = serve(dying, slow)) {
            client.calls("1", "abc");
            slow.awaitBegun();

            dying.abort();

            try (var _ = serve(UPPER_CASE)) {
                hears(
                        "a call whose server died in the middle goes to another one; was it"
                                + " acknowledged before it was answered?",
                        client,
                        result("1", "ABC"));
            } finally {
                slow.goOn();
            }
        }
    }

    @Test
    void aCallIsAcknowledgedWhenItsAnswerHasBeenSent() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        try (var _ = serve(recording(host.connect(), told), UPPER_CASE)) {
            var client = playedClient();

            client.calls("1", "abc");
            client.hears(result("1", "ABC"));

            background.await("the server acknowledges the call", () -> told.contains("basicAck"));
        }
        assertThat(told)
                .as("what the server told the broker: first the answer, then that it is done")
                .containsExactly("basicPublish", "basicAck");
    }

    @Test
    void closingWaitsForTheCallAtHand() throws Exception {
        var slow = new SlowProcedure();
        var connection = host.connect();
        var server = serve(connection, slow);
        var client = playedClient();
        client.calls("1", "abc");
        slow.awaitBegun();
        client.calls("2", "for others");

        var closing = Closing.begin(background, connection, server, "the server was at a call");
        slow.goOn();
        closing.awaitEnd();

        client.hears(result("1", "abc"));
        background.await(
                "one request is in the queue: the one at hand is done, the other is left to others",
                () -> waiting() == 1);
    }

    @Test
    void aServerThatIsClosedTakesNoMoreCalls() throws Exception {
        var connection = host.connect();
        var server = serve(connection, UPPER_CASE);

        server.close();
        server.close();

        playedClient().calls("1", "abc");
        background.await("the request stays in the queue", () -> waiting() == 1);
        assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
    }

    private PlayedClient playedClient() throws Exception {
        return new PlayedClient(host.connect(), background);
    }

    /** The same connection; what its channels are told about messages is written down. */
    private static Connection recording(Connection connection, List<String> told) {
        return recording(Connection.class, connection, told);
    }

    private static <T> T recording(Class<T> type, T real, List<String> told) {
        InvocationHandler handler =
                (_, method, arguments) -> {
                    if (TOLD.contains(method.getName())) {
                        told.add(method.getName());
                    }
                    try {
                        return recorded(method.invoke(real, arguments), told);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object recorded(Object result, List<String> told) {
        return switch (result) {
            case Channel channel -> recording(Channel.class, channel, told);
            case Optional<?> optional -> optional.map(found -> recorded(found, told));
            case null, default -> result;
        };
    }
}

package course.rabbitmq;

import static course.rabbitmq.PlayedClient.Answer.failure;
import static course.rabbitmq.PlayedClient.Answer.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.broker.Grant;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.WhenTheRestIsRight;
import course.rabbitmq.RpcOverQueue.Procedure;
import course.rabbitmq.RpcOverQueue.ProcedureFailed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server, called by a client that the specification plays. */
abstract class RpcOverQueueServer extends RpcOverQueueExamples {
    private static final String[] TOLD = {"basicPublish", "basicAck", "basicNack", "basicReject"};

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
                    throw new IllegalArgumentException(
                            "no such number: " + text, new IllegalStateException("the cause"));
                };
        try (var _ = serve(failing)) {
            var client = playedClient();

            client.calls("17", "x");
            client.calls("18", "größe, 世界 🌍");

            client.hears(
                    failure("17", "no such number: x"),
                    failure("18", "no such number: größe, 世界 🌍"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"A_MISSING_VALUE", "A_TIMEOUT", "AN_ASSERTION"})
    void aServerSurvivesWhateverItsProcedureDoes(Thrown thrown) throws Exception {
        Procedure moody =
                text -> {
                    if (text.equals("fail")) {
                        throw Reasons.sneakily(thrown.here());
                    }
                    return UPPER_CASE.on(text);
                };
        try (var _ = serve(moody)) {
            var client = playedClient();

            client.calls("1", "fail");
            client.calls("2", "fail");
            client.calls("3", "abc");

            hears(
                    "what a procedure throws, here %s, is answered with its message, and the server"
                                    .formatted(thrown)
                            + " goes on",
                    client,
                    failure("1", thrown.example().getMessage()),
                    failure("2", thrown.example().getMessage()),
                    result("3", "ABC"));
        }
    }

    /** Its message and its text for a user are two things. */
    private static final class Translated extends IOException {
        private static final long serialVersionUID = 1;

        Translated() {
            super("the disk is full");
        }

        @Override
        public String getLocalizedMessage() {
            return "die Platte ist voll";
        }
    }

    /** A client may say of what type its request is. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", RpcOverQueue.FAILURE})
    void theTypeOfARequestIsNotThatOfItsAnswer(String type) throws Exception {
        try (var _ = serve(UPPER_CASE)) {
            var client = playedClient();

            client.calls("1", type, "abc");

            hears(
                    "the type of a request, here \"%s\", says nothing about its answer"
                            .formatted(type),
                    client,
                    result("1", "ABC"));
        }
    }

    @Test
    void aFailureWithoutAMessageIsAnsweredWithItsClass() throws Exception {
        var anonymous =
                new Exception() {
                    private static final long serialVersionUID = 1;
                };
        Procedure moody =
                text ->
                        switch (text) {
                            case "none" -> throw new IllegalStateException();
                            case "error" -> throw new StackOverflowError();
                            case "empty" -> throw new IOException("");
                            case "translated" -> throw new Translated();
                            case "anonymous" -> throw anonymous;
                            case "caused" ->
                                    throw new IOException(null, new Exception("the disk is full"));
                            default -> UPPER_CASE.on(text);
                        };
        try (var _ = serve(moody)) {
            var client = playedClient();

            client.calls("1", "none");
            client.calls("2", "error");
            client.calls("3", "empty");
            client.calls("4", "");
            client.calls("5", "translated");
            client.calls("6", "anonymous");
            client.calls("7", "caused");

            client.hears(
                    failure("1", "java.lang.IllegalStateException"),
                    failure("2", "java.lang.StackOverflowError"),
                    failure("3", ""),
                    result("4", ""),
                    failure("5", "the disk is full"),
                    failure("6", anonymous.getClass().getName()),
                    failure("7", "java.io.IOException"));
        }
    }

    @Test
    void aServerThatIsBusyWhenItsConnectionIsLostCanBeClosed() throws Exception {
        var slow = new SlowProcedure();
        var connection = host.connect();
        var server = serve(connection, slow);
        playedClient().calls("1", "abc");
        slow.awaitBegun();
        var closing = Closing.begin(background, connection, server, "the server was at a call");

        connection.abort();
        slow.goOn();

        background.await(
                "close, which waits for the call at hand, ends when the connection is lost"
                        + " meanwhile and the call is done: the broker does not answer any more",
                closing::hasEnded);
    }

    @Test
    void aServerWhoseConnectionIsGoneCanBeClosed() throws Exception {
        var connection = host.connect();
        var server = serve(connection, UPPER_CASE);

        connection.abort();

        server.close();
        server.close();
    }

    @Test
    void aServerWhoseQueueIsGoneCanBeClosed() throws Exception {
        var connection = host.connect(2);
        for (var i = 0; i < 3; i++) {
            var server = serve(connection, UPPER_CASE);
            admin().queueDelete(RpcOverQueue.QUEUE);
            Closing.roundTrips(connection);

            server.close();
        }
        assertThat(connection.openChannel())
                .as("a channel: the connection may have 2, and each server has closed its own")
                .isPresent();
    }

    @Test
    void whoMayNotServeLeavesNoChannelOpen() throws Exception {
        declare();
        for (var grant : List.of(new Grant(".*", ".*", "^$"), new Grant("^$", ".*", ".*"))) {
            var maria = "maria";
            var connection = host.connect(host.user(maria, "maria3714", grant), 2);
            for (var i = 0; i < 3; i++) {
                assertThatThrownBy(
                                () -> rpc.serve(connection, UPPER_CASE),
                                "serve by one who may not read from the queue, or not declare it")
                        .isInstanceOf(IOException.class);
            }
            assertThat(connection.openChannel())
                    .as(
                            "a channel: the connection may have 2, and each serve that fails closes"
                                    + " its own")
                    .isPresent();
        }
    }

    @Test
    void aRedeliveredCallIsAnsweredAsAnyOther() throws Exception {
        declare();
        var client = playedClient();
        client.calls("1", "abc");
        var dying = admin();
        background.await(
                "the call is delivered to another server",
                () ->
                        Reasons.telling("basicGet", () -> dying.basicGet(RpcOverQueue.QUEUE, false))
                                != null);
        dying.close();

        try (var _ = serve(UPPER_CASE)) {
            client.hears(result("1", "ABC"));
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
        var recorded = new Recorded(host.connect());
        try (var _ = serve(recorded.connection(), UPPER_CASE)) {
            var client = playedClient();

            client.calls("1", "abc");
            client.hears(result("1", "ABC"));

            background.await(
                    "the server acknowledges the call",
                    () -> recorded.said(TOLD).contains("basicAck"));
        }
        assertThat(recorded.said(TOLD))
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

    /** Longer than a limit that somebody may have thought of. */
    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void closingWaitsForALongCallAtHand() throws Exception {
        var slow = new SlowProcedure();
        var connection = host.connect();
        var server = serve(connection, slow);
        var client = playedClient();
        client.calls("1", "abc");
        slow.awaitBegun();

        var closing =
                Closing.beginForLong(
                        background, connection, server, "the server was at a call for 6 s");
        slow.goOn();
        closing.awaitEnd();

        client.hears(result("1", "abc"));
        assertThat(waiting()).as("requests in the queue").isZero();
    }

    @Test
    void closingThatIsInterruptedDoesNotReturnBeforeTheCallIsAnswered() throws Exception {
        var slow = new SlowProcedure();
        var connection = host.connect();
        var server = Reasons.telling("serve", () -> rpc.serve(connection, slow));
        var client = playedClient();
        client.calls("1", "abc");
        slow.awaitBegun();

        var waited =
                Closing.isInterrupted(
                        background, connection, server, "the server was at a call", slow::goOn);

        if (waited) {
            client.hears(result("1", "abc"));
            assertThat(waiting())
                    .as(
                            "requests in the queue when close, which was interrupted, has returned:"
                                    + " the one at hand is answered and acknowledged")
                    .isZero();
        }
    }

    @Test
    void aServerWhoseConnectionIsGoneDoesNotWaitForItsCall() throws Exception {
        var slow = new SlowProcedure();
        var connection = host.connect();
        var server = serve(connection, slow);
        playedClient().calls("1", "abc");
        slow.awaitBegun();

        connection.abort();

        Closing.doesNotWait(background, server, "the server is at a call");
        slow.goOn();
    }

    /** Its client may fetch it late; a request has an expiration. */
    @Test
    void anAnswerDoesNotExpire() throws Exception {
        try (var _ = serve(UPPER_CASE)) {
            var client = playedClient();

            client.callsFor("60000", "1", "abc");

            client.hears(result("1", "ABC"));
            assertThat(client.expirations())
                    .as("the expiration of the answer to a request that expires after a minute")
                    .containsExactly("none");
        }
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
}

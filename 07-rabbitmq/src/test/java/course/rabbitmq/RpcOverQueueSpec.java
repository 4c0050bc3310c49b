package course.rabbitmq;

import static course.rabbitmq.PlayedClient.Answer.failure;
import static course.rabbitmq.PlayedClient.Answer.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.Exercise;
import course.rabbitmq.PlayedClient.Answer;
import course.rabbitmq.RpcOverQueue.Client;
import course.rabbitmq.RpcOverQueue.NoServer;
import course.rabbitmq.RpcOverQueue.Procedure;
import course.rabbitmq.RpcOverQueue.ProcedureFailed;
import course.rabbitmq.RpcOverQueue.Server;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

@Exercise(id = "7.6", title = "RpcOverQueue", section = "RabbitMQ队列")
@OnBroker
class RpcOverQueueSpec {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    /** Short as well, but long enough for a server to have got the request. */
    private static final Duration LONG_ENOUGH_TO_SEND = Duration.ofMillis(500);

    private static final String IT_STAYS =
            "the request of a call that waits is in the queue; did it expire before its call"
                    + " (expiration is in milliseconds)?";

    private static final Procedure UPPER_CASE = text -> text.toUpperCase(Locale.ROOT);

    private static final Set<String> TOLD =
            Set.of("basicPublish", "basicAck", "basicNack", "basicReject");

    private final VirtualHost host;
    private final RpcOverQueue rpc;
    private final Background background;
    private Connection callers;
    private Connection admin;

    RpcOverQueueSpec(VirtualHost host, RpcOverQueue rpc, Background background) {
        this.host = host;
        this.rpc = rpc;
        this.background = background;
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

    // A client that calls a server that the spec plays

    @Test
    void aCallReturnsItsAnswer() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var call = new Call(client, "größe", LONG);

            server.answers(server.hears("größe"), "GRÖSSE");

            call.returns("GRÖSSE");
        }
    }

    @Test
    void answersMayComeInAnotherOrder() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var calls = calls(client, "a", "b", "c", "d", "e");

            for (var request : server.next(calls.size()).reversed()) {
                server.answers(request, request.text() + "'s");
            }

            for (var call : calls) {
                call.returns(call.argument + "'s");
            }
        }
    }

    @Test
    void severalClientsEachGetTheirOwnAnswers() throws Exception {
        var server = playedServer();
        var shared = host.connect();
        try (var one = client(shared);
                var two = client(shared);
                var three = client()) {
            // whoever has one queue for all three is given two answers for each
            var calls =
                    List.of(
                            new Call(one, "a", LONG),
                            new Call(one, "b", LONG),
                            new Call(one, "c", LONG),
                            new Call(one, "d", LONG),
                            new Call(two, "e", LONG),
                            new Call(three, "f", LONG));

            for (var request : server.next(calls.size()).reversed()) {
                server.answers(request, request.text() + "'s");
            }

            for (var call : calls) {
                call.returns(call.argument + "'s");
            }
        }
    }

    @Test
    void aFailureIsThrownAtItsCaller() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var failing = new Call(client, "x", LONG);
            server.fails(server.hears("x"), "no such number: x");

            assertThat(failing.failsWith(ProcedureFailed.class))
                    .as("what the caller is told")
                    .hasMessage("no such number: x");

            var next = new Call(client, "7", LONG);
            server.answers(server.hears("7"), "13");
            next.returns("13");
        }
    }

    @Test
    void anAnswerOfAnotherTypeIsAResult() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var call = new Call(client, "a", LONG);
            var request = server.hears("a");

            server.sends(request.replyTo(), request.correlationId(), "text/plain", "a's");

            call.returns("a's");
        }
    }

    @Test
    void answersThatNobodyWaitsForAreIgnored() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var call = new Call(client, "a", LONG);
            var request = server.hears("a");

            server.sends(request.replyTo(), "4711", null, "an unknown number");
            server.sends(request.replyTo(), null, null, "no number");
            server.sends(request.replyTo(), "4712", RpcOverQueue.FAILURE, "an unknown failure");
            server.answers(request, "a's");

            call.returns("a's");
        }
    }

    @Test
    void aSecondAnswerIsIgnored() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var first = new Call(client, "a", LONG);
            var request = server.hears("a");
            server.answers(request, "a's");
            server.answers(request, "a's again");
            first.returns("a's");

            var second = new Call(client, "b", LONG);
            server.answers(server.hears("b"), "b's");

            second.returns("b's");
        }
    }

    @Test
    void aCallWithoutAnAnswerTimesOut() throws Exception {
        playedServer();
        try (var client = client()) {
            var call = new Call(client, "a", SHORT);

            call.failsWith(TimeoutException.class);
        }
    }

    @Test
    void aLateAnswerHarmsNobody() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var waits = new Call(client, "a", LONG);
            var waiting = server.hears("a");
            var givesUp = new Call(client, "b", LONG_ENOUGH_TO_SEND);
            var late = server.hears("b");
            givesUp.failsWith(TimeoutException.class);

            server.answers(late, "b's, too late");
            server.answers(waiting, "a's");
            waits.returns("a's");

            var next = new Call(client, "c", LONG);
            server.answers(server.hears("c"), "c's");
            next.returns("c's");
        }
    }

    @Test
    void aLateAnswerIsNotForTheNextCall() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var second = new CompletableFuture<String>();
            var caller =
                    background.start(
                            "a thread that calls twice",
                            () -> {
                                assertThatThrownBy(() -> client.call("first", LONG), "the first")
                                        .isInstanceOf(InterruptedException.class);
                                second.complete(client.call("second", LONG));
                            });
            var late = server.hears("first");
            caller.thread().interrupt();
            var request = server.hears("second");

            server.answers(late, "first's");
            server.answers(request, "second's");

            background.await("the second call returns", second::isDone);
            assertThat(second.join())
                    .as("the answer to the second call; that to the first came after its end")
                    .isEqualTo("second's");
        }
    }

    @Test
    void aRequestExpiresWithItsCall() throws Exception {
        declare();
        try (var client = client()) {
            new Call(client, "a", SHORT).failsWith(TimeoutException.class);

            var channel = admin();
            background.await(
                    "the request of a call that has timed out leaves the queue (its expiration)",
                    () -> isGone(channel));
        }
    }

    @Test
    void aRequestDoesNotExpireBeforeItsCall() throws Exception {
        declare();
        try (var client = client()) {
            var waits = new Call(client, "a", LONG);
            background.await(IT_STAYS, () -> waiting() == 1);
            new Call(client, "b", LONG_ENOUGH_TO_SEND).failsWith(TimeoutException.class);

            try (var channel = admin()) { // closed, it has put back what it has got
                assertThat(isGone(channel)).withFailMessage("expected that " + IT_STAYS).isFalse();
            }
            var server = playedServer();
            server.answers(server.hears("a"), "a's");
            waits.returns("a's");
        }
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

    // Both sides

    @Test
    void manyCallersAndTwoServers() throws Exception {
        var answered = new Heard(background);
        try (var _ = serve(UPPER_CASE);
                var _ = serve(UPPER_CASE);
                var client = client()) {
            for (var caller : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
                background.start(
                        "caller " + caller,
                        () -> {
                            for (var i = 0; i < 20; i++) {
                                var argument = caller + i;
                                assertThat(client.call(argument, LONG))
                                        .as("the answer to " + argument)
                                        .isEqualTo(UPPER_CASE.on(argument));
                                answered.accept(argument);
                            }
                        });
            }

            answered.awaitCount(8 * 20);
        }
        assertThat(waiting()).as("requests in the queue when all are answered").isZero();
    }

    @Test
    void noChannelIsLeftOpen() throws Exception {
        var connection = host.connect(4);

        for (var i = 0; i < 6; i++) {
            try (var _ = serve(connection, UPPER_CASE);
                    var client = client(connection)) {
                new Call(client, "abc", LONG).returns("ABC");
            }
        }

        assertThat(connection.isOpen()).as("the caller's connection is open").isTrue();
    }

    @Test
    void aServerThatIsRefusedLeavesNoChannelOpenEither() throws Exception {
        admin().queueDeclare(RpcOverQueue.QUEUE, true, false, true, null);
        var connection = host.connect(2);

        for (var i = 0; i < 5 && connection.isOpen(); i++) {
            assertThatThrownBy(
                            () -> rpc.serve(connection, UPPER_CASE),
                            "serve where the queue is another one")
                    .isInstanceOf(IOException.class);
        }
    }

    private static void hears(String why, PlayedClient client, Answer... answers) {
        try {
            client.hears(answers);
        } catch (AssertionError e) {
            throw new AssertionError(why + "\n  " + e.getMessage(), e);
        }
    }

    /** Stands in the middle of a call until it may go on. */
    private final class SlowProcedure implements Procedure {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public String on(String argument) throws Exception {
            begun.countDown();
            mayGoOn.await();
            return argument;
        }

        void awaitBegun() {
            background.await("the server begins with a call", () -> begun.getCount() == 0);
        }

        void goOn() {
            mayGoOn.countDown();
        }
    }

    /** A call on a thread of its own. */
    private final class Call {
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final String argument;
        private final Background.Task task;

        Call(Client client, String argument, Duration timeout) {
            this.argument = argument;
            task =
                    background.start(
                            "the call \"%s\"".formatted(argument),
                            () -> {
                                try {
                                    end.complete(client.call(argument, timeout));
                                } catch (Throwable thrown) {
                                    end.completeExceptionally(thrown);
                                }
                            });
        }

        void awaitEnd(String what) {
            background.await(what, end::isDone);
        }

        void returns(String answer) {
            awaitEnd("the call \"%s\" returns \"%s\"".formatted(argument, answer));
            if (end.isCompletedExceptionally()) {
                throw new AssertionError(
                        "expected that the call \"%s\" returns \"%s\"; it threw %s"
                                .formatted(
                                        argument,
                                        answer,
                                        String.join("; ", Reasons.of(end.exceptionNow()))),
                        end.exceptionNow());
            }
            assertThat(end.join()).as("the answer to the call \"%s\"", argument).isEqualTo(answer);
        }

        <T extends Throwable> T failsWith(Class<T> type) {
            awaitEnd("the call \"%s\" fails with %s".formatted(argument, type.getSimpleName()));
            if (!end.isCompletedExceptionally()) {
                throw new AssertionError(
                        "expected that the call \"%s\" fails with %s; it returned \"%s\""
                                .formatted(argument, type.getSimpleName(), end.join()));
            }
            assertThat(end.exceptionNow())
                    .as("what the call \"%s\" has thrown", argument)
                    .isInstanceOf(type);
            return type.cast(end.exceptionNow());
        }
    }

    private List<Call> calls(Client client, String... arguments) {
        return List.of(arguments).stream()
                .map(argument -> new Call(client, argument, LONG))
                .toList();
    }

    private Server serve(Procedure procedure) throws Exception {
        return serve(host.connect(), procedure);
    }

    private Server serve(Connection connection, Procedure procedure) {
        var server = Reasons.telling("serve", () -> rpc.serve(connection, procedure));
        return () -> Reasons.closing(server);
    }

    private Client client() throws Exception {
        if (callers == null) {
            callers = host.connect();
        }
        return client(callers);
    }

    private Client client(Connection connection) {
        return Reasons.telling("client", () -> rpc.client(connection));
    }

    private PlayedServer playedServer() throws Exception {
        return new PlayedServer(host.connect(), background);
    }

    private PlayedClient playedClient() throws Exception {
        return new PlayedClient(host.connect(), background);
    }

    private Channel admin() throws Exception {
        if (admin == null) {
            admin = host.connect();
        }
        return admin.createChannel();
    }

    private void declare() {
        Reasons.telling(
                "another program's declaration of the queue, durable, not exclusive, not deleted by"
                        + " itself,",
                () -> admin().queueDeclare(RpcOverQueue.QUEUE, true, false, false, null));
    }

    private int waiting() {
        return Reasons.telling(
                "counting the requests in the queue",
                () -> {
                    try (var channel = admin()) {
                        return channel.queueDeclarePassive(RpcOverQueue.QUEUE).getMessageCount();
                    }
                });
    }

    /** Looks at the queue; what is there goes back. */
    private static boolean isGone(Channel channel) {
        return Reasons.telling(
                "looking at the queue",
                () -> {
                    var request = channel.basicGet(RpcOverQueue.QUEUE, false);
                    if (request != null) {
                        channel.basicReject(request.getEnvelope().getDeliveryTag(), true);
                    }
                    return request == null;
                });
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

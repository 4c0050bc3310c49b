package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;

import course.kit.Background;
import course.rabbitmq.RpcOverQueue.ProcedureFailed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A client that calls a server that the specification plays. */
abstract class RpcOverQueueClient extends RpcOverQueueExamples {
    private static final Duration SHORT = Duration.ofMillis(20);

    /** Short as well, but long enough for a server to have got the request. */
    private static final Duration LONG_ENOUGH_TO_SEND = Duration.ofMillis(500);

    private static final int OFTEN = 30;

    private static final String IT_STAYS =
            "the request of a call that waits is in the queue; did it expire before its call"
                    + " (expiration is in milliseconds)?";

    RpcOverQueueClient(VirtualHost host, RpcOverQueue rpc, Background background) {
        super(host, rpc, background);
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

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "Failure", "failures", ""})
    void anAnswerOfAnotherTypeIsAResult(String type) throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var call = new Call(client, "a", LONG);
            var request = server.hears("a");

            server.sends(request.replyTo(), request.correlationId(), type, "a's");

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
            var next = new Call(client, "b", LONG);
            server.answers(server.hears("b"), "b's");
            next.returns("b's");
        }
    }

    /** However soon it comes: now and then its caller has the first one, and has not gone yet. */
    @Test
    void aSecondAnswerIsIgnored() throws Exception {
        var server = playedServer();
        try (var client = client()) {
            for (var time = 1; time <= OFTEN; time++) {
                var first = new Call(client, "a", LONG);
                var request = server.hears("a");
                server.answers(request, "a's");
                server.answers(request, "a's again");
                server.answers(request, "a's, and again");
                first.awaitEnd(
                        "a call ends with its answer, also after calls each of which was answered"
                                + " three times");
                first.returns("a's");
            }

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

    @ParameterizedTest
    @ValueSource(strings = {"", "größe, 世界 🌍", "FAILURE", "failure"})
    void anyTextIsAnAnswerAndAnyTextIsAFailure(String text) throws Exception {
        var server = playedServer();
        try (var client = client()) {
            var call = new Call(client, text, LONG);
            server.answers(server.hears(text), text);
            call.returns(text);

            var failing = new Call(client, text, LONG);
            server.fails(server.hears(text), text);
            assertThat(failing.failsWith(ProcedureFailed.class))
                    .as("what the caller is told")
                    .hasMessage(text);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {900, 2_200_000, 86_400_000})
    void aTimeoutMayBeAPartOfASecondOrADay(long millis) throws Exception {
        var server = playedServer();
        var timeout = Duration.ofMillis(millis);
        try (var client = client()) {
            for (var attempt = 1; ; attempt++) { // a busy machine may need more than 900 ms
                var call = new Call(client, "a", timeout);
                server.answers(server.hears("a"), "a's");
                call.awaitEnd(
                        "a call whose timeout is %s ms ends with its answer".formatted(millis));
                if (call.hasReturned() || attempt == 5) {
                    call.returns("a's");
                    return;
                }
            }
        }
    }

    @Test
    void eachRequestExpiresWithItsOwnCall() throws Exception {
        host.needsRabbitMq("the embedded broker shows a request's expiration as a point in time");
        var server = playedServer();
        try (var client = client()) {
            new Call(client, "a", Duration.ofDays(1));
            new Call(client, "b", Duration.ofMillis(61_500));
            var expirations =
                    server.next(2).stream()
                            .map(request -> request.properties().getExpiration())
                            .sorted()
                            .toList();

            assertThat(expirations)
                    .as("the expirations of calls that wait for 61.5 s, and for a day, in ms")
                    .containsExactly("61500", "86400000");
        }
    }

    @Test
    void theBrokerKeepsNoAnswers() throws Exception {
        var recorded = new Recorded(host.connect());
        var server = playedServer();
        try (var client = client(recorded.connection())) {
            for (var text : List.of("a", "b", "c")) {
                var call = new Call(client, text, LONG);
                server.answers(server.hears(text), text + "'s");
                call.returns(text + "'s");
            }
            var last = new Call(client, "d", LONG);
            var request = server.hears("d");
            server.sends(request.replyTo(), "4711", null, "an unknown number");
            server.sends(request.replyTo(), null, null, "no number");
            server.answers(request, "d's");
            last.returns("d's");

            background.await(
                    "the broker keeps none of six answers, two of which nobody waits for: they are"
                            + " acknowledged, or count as delivered when they are sent (autoAck)",
                    () -> recorded.takesWithoutAcks() || recorded.acknowledged(6).size() == 6);
        }
    }
}

package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import course.broker.Broker;
import course.broker.Brokers;
import course.rabbitmq.LogExchange.Exchange;
import course.rabbitmq.LogExchange.Type;
import course.rabbitmq.Relay.Answer;
import course.rabbitmq.RemoteConnection.Login;
import course.rabbitmq.RemoteConnection.Settings;
import course.rabbitmq.reference.ReferenceConfirmedPublisher;
import course.rabbitmq.reference.ReferenceHelloQueue;
import course.rabbitmq.reference.ReferenceLogExchange;
import course.rabbitmq.reference.ReferenceRemoteConnection;
import course.rabbitmq.reference.ReferenceRpcOverQueue;
import course.rabbitmq.reference.ReferenceWorkQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The references and a broker that falls wholly silent, as one that is stopped (SIGSTOP): its
 * connections stay, it reads nothing and says nothing. Whenever that happens, each call of the
 * lesson ends in time. All calls are made side by side, each on a line of its own.
 */
class SilentBrokerTest {
    /** The longest of them waits 5 s for an answer, and 5 s for that to its close. */
    private static final long LONG_ENOUGH = 60;

    private static final Exchange LOGS = new Exchange("silent_logs", Type.FANOUT);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Broker broker = Brokers.ofThisRun();
    private final Map<String, CompletableFuture<Throwable>> ends = new LinkedHashMap<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void addVirtualHost() {
        broker.addVirtualHost("silent");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var resource : opened.reversed()) {
            resource.close();
        }
        broker.deleteVirtualHost("silent");
    }

    private interface Body {
        void run() throws Exception;
    }

    private interface Call {
        void on(Connection connection) throws Exception;
    }

    @Test
    void eachCallEndsInTime() throws Exception {
        for (var last : List.of(Answer.START, Answer.TUNE, Answer.OPEN_OK)) {
            connects(last);
            onItsOwn("send", last);
        }
        for (var last : List.of(Answer.CHANNEL_OPEN_OK, Answer.QUEUE_DECLARE_OK)) {
            onItsOwn("send", last);
        }
        for (var last : List.of(Answer.CHANNEL_OPEN_OK, Answer.QUEUE_DECLARE_OK, Answer.ACK)) {
            var work = new ReferenceWorkQueue();
            fails("submit", last, connection -> work.submit(connection, "dig"));
        }
        for (var last : List.of(Answer.CHANNEL_OPEN_OK, Answer.EXCHANGE_DECLARE_OK, Answer.ACK)) {
            var logs = new ReferenceLogExchange();
            fails("publish", last, connection -> logs.publish(connection, LOGS, "", "it burns"));
        }
        for (var last : List.of(Answer.CHANNEL_OPEN_OK, Answer.QUEUE_DECLARE_OK)) {
            var work = new ReferenceWorkQueue();
            fails("start", last, connection -> work.start(connection, _ -> {}, _ -> {}));
            var logs = new ReferenceLogExchange();
            fails(
                    "subscribe",
                    last,
                    connection -> logs.subscribe(connection, LOGS, List.of(""), (_, _) -> {}));
            var rpc = new ReferenceRpcOverQueue();
            fails("serve", last, connection -> rpc.serve(connection, text -> text));
            fails("client", last, rpc::client);
        }
        var publishers = new ReferenceConfirmedPublisher();
        fails("open", Answer.CONFIRM_SELECT_OK, one -> publishers.open(one::createChannel, 1));
        closes();

        for (var end : ends.entrySet()) {
            try {
                var thrown = end.getValue().get(LONG_ENOUGH, TimeUnit.SECONDS);
                if (thrown != null) {
                    assertThat(thrown)
                            .as("what %s throws", end.getKey())
                            .isInstanceOfAny(IOException.class, TimeoutException.class);
                } else {
                    assertThat(end.getKey()).as("a call that has returned").startsWith("close");
                }
            } catch (TimeoutException e) {
                throw new AssertionError(end.getKey() + " has not ended", e);
            }
        }
    }

    /** What is there already when the broker falls silent. */
    private void closes() throws Exception {
        var host = broker.uri("silent", broker.administrator());
        new ReferenceHelloQueue().send(host, "so that there is a queue");
        var relay = relay();
        var hello =
                new ReferenceHelloQueue()
                        .receive(relay.uri("silent", broker.administrator()), _ -> {});
        closes("close of a receiver", relay, hello);
        closes("close of a worker", one -> new ReferenceWorkQueue().start(one, _ -> {}, _ -> {}));
        closes(
                "close of a subscription",
                one -> new ReferenceLogExchange().subscribe(one, LOGS, List.of(""), (_, _) -> {}));
        closes("close of a server", one -> new ReferenceRpcOverQueue().serve(one, text -> text));
        closes("close of a client", one -> new ReferenceRpcOverQueue().client(one));
        closes(
                "close of a publisher",
                one -> new ReferenceConfirmedPublisher().open(one::createChannel, 1));
        var line = relay();
        var client = new ReferenceRpcOverQueue().client(connection(line));
        line.fallsSilent();
        begin("call", () -> client.call("abc", SECOND));
    }

    private interface Opening {
        AutoCloseable on(Connection connection) throws Exception;
    }

    private void closes(String what, Opening opening) throws Exception {
        var relay = relay();
        closes(what, relay, opening.on(connection(relay)));
    }

    private void closes(String what, Relay relay, AutoCloseable resource) {
        relay.fallsSilent();
        begin(what, resource::close);
    }

    private void fails(String what, Answer last, Call call) throws Exception {
        var relay = relay();
        var connection = connection(relay);
        relay.fallsSilentAt(last);
        begin("%s, silent at %s".formatted(what, last), () -> call.on(connection));
    }

    private void connects(Answer last) throws Exception {
        var port = relay().fallsSilentAt(last).port();
        var user = broker.administrator();
        begin(
                "connect, silent at " + last,
                () ->
                        new ReferenceRemoteConnection()
                                .connect(
                                        new Login(
                                                "127.0.0.1",
                                                port,
                                                "silent",
                                                user.name(),
                                                user.password()),
                                        new Settings(SECOND, Duration.ofMinutes(10), SECOND)));
    }

    private void onItsOwn(String what, Answer last) throws Exception {
        var uri = relay().fallsSilentAt(last).uri("silent", broker.administrator());
        begin(
                "%s, silent at %s".formatted(what, last),
                () -> new ReferenceHelloQueue().send(uri, "Hello?"));
        var other = relay().fallsSilentAt(last).uri("silent", broker.administrator());
        begin(
                "receive, silent at " + last,
                () -> new ReferenceHelloQueue().receive(other, _ -> {}));
    }

    private void begin(String what, Body body) {
        var end = new CompletableFuture<Throwable>();
        ends.put(what, end);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        body.run();
                        end.complete(null);
                    } catch (Throwable thrown) {
                        end.complete(thrown);
                    }
                });
    }

    private Relay relay() throws IOException {
        var relay = new Relay(broker.address());
        opened.add(relay);
        return relay;
    }

    private Connection connection(Relay relay) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(relay.uri("silent", broker.administrator()));
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }
}

package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import course.broker.Broker;
import course.broker.Credentials;
import course.broker.Grant;
import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.Example;
import course.kit.Exercise;
import course.kit.WhenTheRestIsRight;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.kit.trace.Calls;
import course.rabbitmq.Relay.Answer;
import course.rabbitmq.RemoteConnection.ConnectFailed;
import course.rabbitmq.RemoteConnection.Login;
import course.rabbitmq.RemoteConnection.LoginRefused;
import course.rabbitmq.RemoteConnection.Settings;
import course.rabbitmq.RemoteConnection.Unreachable;
import course.rabbitmq.RemoteConnection.Unresponsive;
import course.rabbitmq.RemoteConnection.VirtualHostRefused;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

@Exercise(id = "7.3", title = "RemoteConnection", section = "RabbitMQ队列")
@OnBroker
class RemoteConnectionSpec {
    private static final Settings PATIENT =
            new Settings(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMillis(20));

    private static final Settings A_LITTLE_PATIENT =
            new Settings(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMillis(20));

    /** A quarter of the heartbeat is much longer than the timeout. */
    private static final Settings SLOW_OF_HEART =
            new Settings(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMillis(20));

    /** No name has such a long part, so nobody is asked for it. */
    private static final String NO_HOST = "x".repeat(64) + ".example";

    /** Each of these characters means something in a URI. */
    private static final String SECRET = "p@ss:word/ %20+#";

    private final VirtualHost host;
    private final RemoteConnection remote;
    private final Network network;
    private final Background background;

    RemoteConnectionSpec(
            VirtualHost host, RemoteConnection remote, Network network, Background background) {
        this.host = host;
        this.remote =
                Calls.recorded(
                        Example.current().trace(),
                        RemoteConnection.class,
                        remote,
                        Object::toString);
        this.network = network;
        this.background = background;
    }

    @Test
    void theRightCredentialsConnect() throws Exception {
        var alex = alex("alex3714");

        try (var connection = connect(login(alex), PATIENT)) {
            assertThat(connection.isOpen()).as("the connection is open").isTrue();
        }
    }

    @Test
    void itIsTheVirtualHostThatWasAskedFor() throws Exception {
        host.connect().createChannel().queueDeclare("only-here", true, false, false, null);

        try (var connection = connect(login(alex("alex3714")), PATIENT)) {
            Reasons.telling(
                    "looking for a queue that is in this virtual host alone",
                    () -> connection.createChannel().queueDeclarePassive("only-here"));
        }
    }

    @Test
    void aPasswordMayHoldAnyCharacters() throws Exception {
        try (var connection = connect(login(alex(SECRET)), PATIENT)) {
            assertThat(connection.isOpen()).as("the connection is open").isTrue();
        }
    }

    /** A broker may ask for less; it is a minute that the broker asks for here. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 45})
    void theHeartbeatIsTheOneThatWasAskedFor(int seconds) throws Exception {
        var settings =
                new Settings(PATIENT.timeout(), Duration.ofSeconds(seconds), PATIENT.recovery());
        try (var connection = connect(login(alex("alex3714")), settings)) {
            assertThat(connection.getHeartbeat())
                    .as("seconds between heartbeats, where %s were asked for", seconds)
                    .isEqualTo(seconds);
        }
    }

    @Test
    void aWrongPasswordIsARefusedLogin() throws Exception {
        var alex = alex("alex3714");

        fails(LoginRefused.class, login(new Credentials(alex.name(), "tiger123")), PATIENT)
                .hasMessageContaining(alex.name());
    }

    @Test
    void anUnknownUserIsARefusedLogin() throws Exception {
        fails(LoginRefused.class, login(new Credentials("nobody", SECRET)), PATIENT)
                .hasMessageContaining("nobody");
    }

    @Test
    void anUnknownVirtualHostIsRefusedByItsName() throws Exception {
        var alex = alex("alex3714");

        fails(VirtualHostRefused.class, login(alex, "no-such-host"), PATIENT)
                .hasMessageContaining("no-such-host");
    }

    /** Not one of them exists: none is the one without its slash, and the empty one is not /. */
    @ParameterizedTest
    @ValueSource(strings = {"", "%s/", "/%s"})
    void aVirtualHostIsTakenByItsWholeName(String format) throws Exception {
        if (format.startsWith("/")) {
            host.needsRabbitMq("Qpid drops the slash that a virtual host's name begins with");
        }
        var name = format.formatted(host.name());
        var alex = alex("alex3714");
        if (host.broker().product() == Broker.Product.RABBITMQ) {
            host.broker().setPermissions("/", alex.name(), Grant.ALL);
        }

        fails(
                        VirtualHostRefused.class,
                        "connect to a virtual host \"%s\", which does not exist".formatted(name),
                        login(alex, name),
                        PATIENT)
                .hasMessageContaining(name);
    }

    @Test
    void aVirtualHostWithoutPermissionsIsRefusedByItsName() throws Exception {
        var shutOut = host.user("maria", "maria3714");

        fails(VirtualHostRefused.class, login(shutOut), PATIENT).hasMessageContaining(host.name());
    }

    @Test
    void aPortWhereNothingListensIsUnreachable() throws Exception {
        var server = network.server();
        var port = server.address().getPort();
        server.closes();

        fails(Unreachable.class, new Login("127.0.0.1", port, "/", "alex", SECRET), PATIENT)
                .hasMessageContainingAll("127.0.0.1", String.valueOf(port));
    }

    @Test
    void aHostThatDoesNotExistIsUnreachable() {
        fails(Unreachable.class, new Login(NO_HOST, 5672, "/", "alex", SECRET), PATIENT)
                .hasMessageContainingAll(NO_HOST, "5672");
    }

    /** What listens where a broker is looked for. */
    enum NoBroker {
        A_WEB_SERVER(peer -> peer.says("HTTP/1.1 400 \r\n\r\n")),
        ONE_THAT_CLOSES(Peer::leaves),
        ONE_THAT_CLOSES_AFTER_A_BYTE(peer -> peer.says("A").leaves()),
        A_BROKER_OF_ANOTHER_VERSION(peer -> peer.says("AMQP\0\1\0\0").leaves()),
        A_MAIL_SERVER(peer -> peer.says("220 mail.example ESMTP ready\r\n"));

        /** What it says to a client. */
        private interface Talk {
            void to(Peer peer) throws IOException;
        }

        private final Talk talk;

        NoBroker(Talk talk) {
            this.talk = talk;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatIsNoBrokerIsUnreachable(NoBroker what) throws Exception {
        var server = network.server();
        var port = server.address().getPort();
        background.start("a host that is no broker", () -> what.talk.to(server.accepts()));

        fails(
                        Unreachable.class,
                        "connect where %s listens".formatted(what),
                        new Login("127.0.0.1", port, "/", "alex", SECRET),
                        A_LITTLE_PATIENT)
                .hasMessageContainingAll("127.0.0.1", String.valueOf(port));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 300})
    void aHostThatNeverAnswersIsUnresponsive(long millis) throws Exception {
        var server = network.server();
        var port = server.address().getPort();
        var settings =
                new Settings(
                        Duration.ofMillis(millis), Duration.ofSeconds(10), Duration.ofMillis(20));

        Silence.endsInTime(
                "connect",
                settings.timeout(),
                background,
                () ->
                        fails(
                                        Unresponsive.class,
                                        "connect to a host that never answers, with a timeout of %s"
                                                        .formatted(millis)
                                                + " ms",
                                        new Login("127.0.0.1", port, "/", "alex", SECRET),
                                        settings)
                                .hasMessageContainingAll("127.0.0.1", String.valueOf(port)));
    }

    /** As behind a firewall that answers nothing: the host does not even take the connection. */
    @Test
    void aHostThatTakesNoConnectionIsUnresponsive() throws Exception {
        var settings =
                new Settings(Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofMillis(20));
        try (var full = new FullHost()) {
            if (!full.takesNoMore()) {
                Assumptions.abort("needs a system that leaves those waiting who are too many");
            }
            Silence.endsInTime(
                    "connect",
                    settings.timeout(),
                    background,
                    () ->
                            fails(
                                            Unresponsive.class,
                                            "connect to a host that takes no connection, with a"
                                                    + " timeout of 300 ms",
                                            new Login(
                                                    "127.0.0.1", full.port(), "/", "alex", SECRET),
                                            settings)
                                    .hasMessageContainingAll(
                                            "127.0.0.1", String.valueOf(full.port())));
        }
    }

    /** A listener that accepts nobody, and has as many waiting as it may have. */
    private static final class FullHost implements AutoCloseable {
        private static final int ENOUGH = 10;

        private final ServerSocket listener;
        private final List<SocketChannel> waiting = new ArrayList<>();

        FullHost() throws IOException {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            for (var i = 0; i < ENOUGH; i++) {
                var one = SocketChannel.open();
                waiting.add(one);
                one.configureBlocking(false);
                one.connect(listener.getLocalSocketAddress());
            }
        }

        int port() {
            return listener.getLocalPort();
        }

        /** Whether some of those have to wait: whoever comes next does, too. */
        boolean takesNoMore() {
            try {
                for (var one : waiting) {
                    if (!one.finishConnect()) {
                        return true;
                    }
                }
                return false;
            } catch (IOException refused) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            for (var one : waiting) {
                one.close();
            }
            listener.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "TUNE", "OPEN_OK"})
    void aBrokerThatFallsSilentIsUnresponsive(Answer lost) throws Exception {
        var alex = alex("alex3714");
        var line = host.relay().fallsSilentAt(lost);
        var login = new Login("127.0.0.1", line.port(), host.name(), alex.name(), alex.password());

        Silence.endsInTime(
                "connect",
                SLOW_OF_HEART.timeout(),
                background,
                () ->
                        fails(
                                        Unresponsive.class,
                                        "the broker begins to talk, and never says %s; the timeout"
                                                        .formatted(lost)
                                                + " is 1 s, the heartbeat 60 s",
                                        login,
                                        SLOW_OF_HEART)
                                .hasMessageContainingAll("127.0.0.1", String.valueOf(line.port())));
        assertThat(line.connections())
                .as("connections that were made to a broker that never says %s", lost)
                .isEqualTo(1);
    }

    @Test
    void aBrokerThatIsAliveAndDoesNotAnswerIsUnresponsive() throws Exception {
        var alex = alex("alex3714");
        var line = host.relay().beatsInPlaceOf(Answer.OPEN_OK);
        var login = new Login("127.0.0.1", line.port(), host.name(), alex.name(), alex.password());

        fails(
                        Unresponsive.class,
                        "the broker shows that it is alive (a heartbeat), and never opens the"
                                + " virtual host; the timeout is 1 s, the heartbeat 60 s",
                        login,
                        SLOW_OF_HEART)
                .hasMessageContainingAll("127.0.0.1", String.valueOf(line.port()));
    }

    @Test
    void whatFailsIsNotTriedAgain() throws Exception {
        var relay = host.relay();
        var alex = alex("alex3714");
        var login = new Login("127.0.0.1", relay.port(), host.name(), alex.name(), "tiger123");

        fails(LoginRefused.class, login, PATIENT);

        assertThat(relay.connections())
                .as("connections that were made: it connects once")
                .isEqualTo(1);
    }

    /** The user's own is the one that the client sends if it is told none. */
    @ParameterizedTest
    @ValueSource(strings = {"", "tiger123", SECRET})
    void aWrongPasswordOfAnyKindIsARefusedLogin(String password) throws Exception {
        var alex = alex(ConnectionFactory.DEFAULT_PASS);

        fails(LoginRefused.class, login(new Credentials(alex.name(), password)), PATIENT)
                .hasMessageContaining(alex.name());
    }

    /** Or less: the microseconds of either are too many for an int, in two ways. */
    @ParameterizedTest
    @ValueSource(longs = {45, 1440})
    void aTimeoutMayBeADay(long minutes) throws Exception {
        var timeout = Duration.ofMinutes(minutes);
        var patient = new Settings(timeout, Duration.ofSeconds(1), Duration.ofDays(1));
        try (var connection = connect(login(alex("alex3714")), patient)) {
            assertThat(connection.getHeartbeat()).as("seconds between heartbeats").isEqualTo(1);
        }
    }

    @Test
    void aBrokenConnectionIsMadeAgainWithItsConsumers() throws Exception {
        var alex = alex("alex3714");
        var relay = host.relay();
        var heard = new Heard(background);
        var login = new Login("127.0.0.1", relay.port(), host.name(), alex.name(), alex.password());
        try (var connection = connect(login, PATIENT)) {
            var channel = connection.createChannel();
            channel.queueDeclare("hello", true, false, false, null);
            channel.basicConsume(
                    "hello",
                    true,
                    (_, delivery) ->
                            heard.accept(new String(delivery.getBody(), StandardCharsets.UTF_8)),
                    _ -> {});

            for (var times = 1; times <= 2; times++) {
                var expected = times + 1;
                relay.cut();
                background.await(
                        "the connection is made again after it was cut, each time",
                        () -> relay.connections() == expected);
                var admin = host.connect().createChannel();
                background.await(
                        "the consumer is there again when the connection was cut",
                        () -> Reasons.telling("counting", () -> admin.consumerCount("hello")) == 1);
                admin.basicPublish(
                        "",
                        "hello",
                        null,
                        ("back again " + times).getBytes(StandardCharsets.UTF_8));
                heard.awaitCount(times);
            }

            heard.hears("back again 1", "back again 2");
        }
    }

    /** As it does with all of them when it is stopped in good order. */
    @Test
    void aConnectionThatTheBrokerClosesIsMadeAgain() throws Exception {
        var relay = host.relay();
        try (var connection = connect(over(relay), PATIENT)) {
            relay.closesConnections();

            background.await(
                    "the connection is made again after the broker has closed it",
                    () -> relay.connections() == 2 && connection.isOpen());
        }
    }

    /** The client itself gives it up: nobody tells it. */
    @Test
    @WhenTheRestIsRight
    @Deadline(seconds = 20)
    void aConnectionOnWhichTheBrokerFallsSilentIsMadeAgain() throws Exception {
        var relay = host.relay();
        var settings = new Settings(PATIENT.timeout(), Duration.ofSeconds(1), PATIENT.recovery());
        try (var connection = connect(over(relay), settings)) {
            relay.fallsSilent();
            for (var i = 0; i < 2 && connection.isOpen(); i++) {
                awaitBroken(connection);
            }
            relay.speaksAgain();

            background.await(
                    "the connection is made again when it was silent for twice the heartbeat, so"
                            + " that it counted as broken",
                    () -> relay.connections() == 2 && connection.isOpen());
        }
    }

    /** It takes longer than anything else is waited for. */
    private void awaitBroken(Connection connection) {
        try {
            background.await(
                    "a connection that is silent counts as broken", () -> !connection.isOpen());
        } catch (AssertionError notYet) {
            Example.current().checkBackground();
        }
    }

    /** The broker has deleted the queue by then. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokenConnectionIsMadeAgainWithItsQueues(boolean exclusive) throws Exception {
        var relay = host.relay();
        var heard = new Heard(background);
        var settings = new Settings(PATIENT.timeout(), PATIENT.heartbeat(), Duration.ofMillis(300));
        try (var connection = connect(over(relay), settings)) {
            var channel = connection.createChannel();
            channel.queueDeclare("while-i-am-here", false, exclusive, true, null);
            channel.basicConsume(
                    "while-i-am-here", true, (_, _) -> heard.accept("back again"), _ -> {});

            relay.cut();

            background.await(
                    "the connection is made again after it was cut",
                    () -> relay.connections() == 2 && connection.isOpen());
            var admin = host.connect().createChannel();
            background.await(
                    "a message arrives in a queue that had been deleted with the connection",
                    () -> {
                        Reasons.telling(
                                "publishing",
                                () -> {
                                    admin.basicPublish("", "while-i-am-here", null, new byte[0]);
                                    return null;
                                });
                        return heard.count() > 0;
                    });
        }
    }

    /** Before the first attempt, and between attempts. */
    @Test
    void itWaitsBeforeItIsMadeAgain() throws Exception {
        var relay = host.relay();
        var recovery = Duration.ofMillis(100);
        var settings = new Settings(PATIENT.timeout(), PATIENT.heartbeat(), recovery);
        try (var connection = connect(over(relay), settings)) {
            relay.refuses(5);
            var before = System.nanoTime();
            relay.cut();

            background.await(
                    "the connection is made again at the sixth attempt, 100 ms each",
                    () -> relay.attempts().size() == 7 && connection.isOpen());
            for (int attempt = 1; attempt <= 6; attempt++) {
                assertThat(Duration.ofNanos(relay.attempts().get(attempt) - before))
                        .as("the time from the cut to attempt %s", attempt)
                        .isGreaterThanOrEqualTo(recovery.multipliedBy(attempt).minusMillis(5));
            }
        }
    }

    @Test
    void aConnectionThatIsClosedIsNotMadeAgain() throws Exception {
        var relay = host.relay();
        var another = host.relay();
        try (var connection = connect(over(another), PATIENT)) {
            var closed = connect(over(relay), PATIENT);
            relay.refuses(Integer.MAX_VALUE);
            relay.cut();
            background.await(
                    "a connection that was cut is tried to be made again, in vain",
                    () -> relay.attempts().size() > 2);

            closed.abort();
            var attempts = relay.attempts().size();

            for (var times = 1; times <= 3; times++) {
                var expected = times + 1;
                another.cut();
                background.await(
                        "another connection is made again after it was cut",
                        () -> another.connections() == expected && connection.isOpen());
            }
            assertThat(relay.attempts().size())
                    .as(
                            "attempts to make a connection again that was closed at attempt %s;"
                                    + " meanwhile another one was made again three times",
                            attempts)
                    .isLessThanOrEqualTo(attempts + 1);
        }
    }

    @Test
    void aNameMayHoldAPercentSign() throws Exception {
        fails(LoginRefused.class, login(new Credentials("100%sure", SECRET)), PATIENT)
                .hasMessageContaining("100%sure");
        fails(VirtualHostRefused.class, login(alex("alex3714"), "100%sure"), PATIENT)
                .hasMessageContaining("100%sure");
    }

    @Test
    void aTimeoutOfLessThanASecondIsOne() throws Exception {
        var settings =
                new Settings(Duration.ofMillis(990), Duration.ofSeconds(10), Duration.ofMillis(20));

        connect(login(alex("alex3714")), settings).close();
    }

    /** Three answers: start, tune, and opened; together they take longer. */
    @Test
    void theTimeoutIsForEachAnswer() throws Exception {
        var line =
                host.relay()
                        .takesItsTime(
                                Duration.ofMillis(800), Answer.START, Answer.TUNE, Answer.OPEN_OK);

        connect(over(line), A_LITTLE_PATIENT).close();
    }

    @Test
    void whatIsSilentIsNotTriedAgain() throws Exception {
        var relay = host.relay().loses(Answer.OPEN_OK);

        fails(Unresponsive.class, over(relay), SLOW_OF_HEART);

        assertThat(relay.connections())
                .as("connections that were made: it connects once")
                .isEqualTo(1);
    }

    /** A user who may do anything. */
    private Login over(Relay line) {
        var alex = alex("alex3714");
        return new Login("127.0.0.1", line.port(), host.name(), alex.name(), alex.password());
    }

    private Credentials alex(String password) {
        return host.user("alex", password, Grant.ALL);
    }

    private Login login(Credentials user) {
        return login(user, host.name());
    }

    private Login login(Credentials user, String virtualHost) {
        var address = host.broker().address();
        return new Login(
                address.getHostString(),
                address.getPort(),
                virtualHost,
                user.name(),
                user.password());
    }

    /** The password must show nowhere. */
    private Connection connect(Login login, Settings settings) {
        var printed = new ByteArrayOutputStream();
        var connection =
                printingTo(
                        printed,
                        () ->
                                Reasons.telling(
                                        "connect as " + login,
                                        () -> remote.connect(login, settings)));
        assertIsNotIn(printed, login.password());
        return connection;
    }

    private static <T> T printingTo(ByteArrayOutputStream printed, Supplier<T> body) {
        var out = System.out;
        var err = System.err;
        var capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(capture);
        System.setErr(capture);
        try {
            return body.get();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static void assertIsNotIn(ByteArrayOutputStream printed, String password) {
        assertThat(
                        !password.isEmpty()
                                && printed.toString(StandardCharsets.UTF_8).contains(password))
                .as("the password was printed")
                .isFalse();
    }

    private AbstractThrowableAssert<?, ?> fails(
            Class<? extends ConnectFailed> how, Login login, Settings settings) {
        return fails(how, "connect as " + login, login, settings);
    }

    /** Connects in vain; the password must show nowhere. */
    private AbstractThrowableAssert<?, ?> fails(
            Class<? extends ConnectFailed> how, String when, Login login, Settings settings) {
        var printed = new ByteArrayOutputStream();
        var thrown =
                printingTo(
                        printed,
                        () -> catchThrowable(() -> remote.connect(login, settings).close()));
        assertThat(thrown)
                .withFailMessage("connect as %s was expected to fail, and did not", login)
                .isNotNull();
        if (thrown instanceof UnsupportedOperationException toDo) {
            throw toDo;
        }
        var failure =
                assertThat(thrown)
                        .as("%s; what is thrown, and its causes: %s", when, Reasons.of(thrown))
                        .isInstanceOf(how);
        assertThat(!login.password().isEmpty() && traceOf(thrown).contains(login.password()))
                .as("the password is in the exception's text: %s", Reasons.of(thrown))
                .isFalse();
        assertIsNotIn(printed, login.password());
        return failure;
    }

    private static String traceOf(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}

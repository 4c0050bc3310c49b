package course.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What this course needs of a broker, the same on each. */
abstract class BrokerTest {
    private static final Credentials ALEX = new Credentials("alex", "alex3714");

    private Connection connection;
    private Channel channel;

    abstract Broker broker();

    @BeforeEach
    void connect() throws Exception {
        broker().addVirtualHost("test");
        broker().addUser(ALEX);
        connection = connect("test", broker().administrator());
        channel = connection.createChannel();
    }

    @AfterEach
    void disconnect() {
        connection.abort();
        broker().deleteUser("alex");
        broker().deleteVirtualHost("test");
    }

    private Connection connect(String virtualHost, Credentials user) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(broker().uri(virtualHost, user));
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    private static String told(Throwable thrown) {
        return thrown.getCause() == null ? thrown.getMessage() : thrown.getCause().getMessage();
    }

    private void fails(String saying, Body body) {
        assertThatThrownBy(body::run)
                .satisfies(thrown -> assertThat(told(thrown)).contains(saying));
        assertThat(connection.isOpen()).as("an error closes its channel alone").isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    private interface Body {
        void run() throws Exception;
    }

    @Test
    void aWrongPasswordIsAFailedAuthentication() {
        assertThatThrownBy(() -> connect("test", new Credentials("alex", "tiger")))
                .isInstanceOf(AuthenticationFailureException.class);
    }

    @Test
    void anUnknownVirtualHostIsNotAllowed() {
        assertThatThrownBy(() -> connect("nowhere", broker().administrator()))
                .satisfies(thrown ->
                        assertThat(told(thrown)).contains("530", "NOT_ALLOWED", "nowhere"));
    }

    @Test
    void aUserWithoutPermissionsIsNotAllowedIn() throws Exception {
        assertThatThrownBy(() -> connect("test", ALEX))
                .satisfies(thrown -> assertThat(told(thrown)).contains("530", "alex"));

        broker().setPermissions("test", "alex", Grant.ALL);
        connect("test", ALEX).close();
        broker().clearPermissions("test", "alex");

        assertThatThrownBy(() -> connect("test", ALEX)).isInstanceOf(IOException.class);
    }

    @Test
    void theDefaultVirtualHostIsTheSlash() throws Exception {
        broker().setPermissions("/", "alex", Grant.ALL);

        connect("/", ALEX).close();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        fails("404", () -> channel.queueDeclarePassive("nothing"));
    }

    @Test
    void aQueueIsNotDeclaredAgainAsAnother() throws Exception {
        channel.queueDeclare("q", true, false, false, null);
        channel.queueDeclare("q", true, false, false, null);

        fails(
                "inequivalent arg 'durable'",
                () -> channel.queueDeclare("q", false, false, false, null));
    }

    @Test
    void anExclusiveQueueEndsWithItsConnection() throws Exception {
        var other = connect("test", broker().administrator());
        var queue = other.createChannel().queueDeclare("mine", true, true, false, null).getQueue();

        other.close();

        fails("404", () -> channel.queueDeclarePassive(queue));
    }

    @Test
    void aQueueThatIsGoneMayBeDeleted() throws Exception {
        channel.queueDelete("gone");

        assertThat(channel.isOpen()).as("the channel is open").isTrue();
    }

    @Test
    void whoConsumesAQueueThatIsDeletedIsToldSo() throws Exception {
        channel.queueDeclare("q", true, false, false, null);
        var cancelled = new CountDownLatch(1);
        var consuming = connect("test", broker().administrator()).createChannel();
        consuming.basicConsume("q", true, (_, _) -> {}, _ -> cancelled.countDown());

        channel.queueDelete("q");

        assertThat(cancelled.await(10, TimeUnit.SECONDS)).as("the consumer is told").isTrue();
        consuming.close();
    }

    @Test
    void aQueueWithoutANameGetsOneAndIsTheLastDeclared() throws Exception {
        var queue = channel.queueDeclare().getQueue();
        channel.queueBind("", "amq.fanout", "");
        channel.confirmSelect();
        channel.basicPublish("amq.fanout", "", null, "one".getBytes());
        channel.waitForConfirmsOrDie();

        assertThat(queue).startsWith("amq.gen-");
        assertThat(channel.basicGet("", true).getBody()).isEqualTo("one".getBytes());
    }

    @Test
    void aMessageThatIsRejectedForGoodIsGone() throws Exception {
        channel.queueDeclare("q", true, false, false, null);
        channel.basicPublish("", "q", null, "bad".getBytes());
        channel.basicPublish("", "q", null, "worse".getBytes());

        channel.basicReject(channel.basicGet("q", false).getEnvelope().getDeliveryTag(), false);
        channel.basicNack(
                channel.basicGet("q", false).getEnvelope().getDeliveryTag(), false, false);

        assertThat(channel.basicGet("q", true)).isNull();
    }

    @Test
    void aMessageIsThereUntilItExpires() throws Exception {
        channel.queueDeclare("q", true, false, false, null);
        channel.basicPublish("", "q", expiringAfter("60000"), "long".getBytes());
        assertThat(channel.basicGet("q", true).getBody()).isEqualTo("long".getBytes());

        channel.basicPublish("", "q", expiringAfter("1"), "short".getBytes());
        channel.basicPublish("", "q", null, "next".getBytes());

        assertThat(nextThatHasNotExpired()).isEqualTo("next");
    }

    private static BasicProperties expiringAfter(String milliseconds) {
        return new BasicProperties.Builder().expiration(milliseconds).build();
    }

    /** The short one may be got before its millisecond is over; then it is put back. */
    private String nextThatHasNotExpired() throws IOException {
        while (true) {
            var response = channel.basicGet("q", false);
            var text = new String(response.getBody());
            if (!text.equals("short")) {
                return text;
            }
            channel.basicReject(response.getEnvelope().getDeliveryTag(), true);
        }
    }

    @Test
    void whatNoQueueTakesComesBackAndIsAckedThen() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        channel.addReturnListener(returned -> heard.add("return"));
        channel.addConfirmListener(
                (number, multiple) -> heard.add("ack " + number),
                (number, multiple) -> heard.add("nack " + number));
        channel.confirmSelect();

        channel.basicPublish("", "nowhere", true, null, "one".getBytes());
        channel.waitForConfirms();
        channel.basicPublish("", "nowhere", true, null, new byte[0]);
        channel.waitForConfirms();

        assertThat(heard).containsExactly("return", "ack 1", "return", "ack 2");
    }

    @Test
    void aMessageThatIsRequeuedComesBackMarkedSo() throws Exception {
        channel.queueDeclare("q", true, false, false, null);
        channel.basicPublish("", "q", null, "again".getBytes());

        channel.basicNack(channel.basicGet("q", false).getEnvelope().getDeliveryTag(), false, true);

        assertThat(channel.basicGet("q", true).getEnvelope().isRedeliver()).isTrue();
    }

    @Test
    void aRefusedPublicationClosesTheChannel() throws Exception {
        broker().setPermissions("test", "alex", new Grant(".*", "^q$", ".*"));
        try (var alex = connect("test", ALEX)) {
            var refused = alex.createChannel();
            refused.confirmSelect();
            refused.basicPublish("", "q", null, "not mine".getBytes());

            assertThatThrownBy(refused::waitForConfirmsOrDie)
                    .satisfies(thrown -> assertThat(thrown.toString()).contains("amq.default"));
            assertThat(alex.isOpen()).isTrue();
            alex.createChannel().queueDeclare("q", true, false, false, null);
        }
    }
}

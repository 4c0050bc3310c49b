package course.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import course.broker.Broker;
import course.broker.Brokers;
import course.broker.Credentials;
import course.kit.Program;
import course.rabbitmq.demo.CrashDemo;
import course.rabbitmq.demo.PublishRateDemo;
import course.rabbitmq.demo.Receive;
import course.rabbitmq.demo.RemoteSend;
import course.rabbitmq.demo.Send;
import course.rabbitmq.demo.StartBroker;
import course.rabbitmq.demo.UserSetup;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** The demos run, and print what the tutorial's programs print. */
class DemosProof {
    private static final String HOST = "demos";
    private static final Broker broker = Brokers.ofThisRun();

    @BeforeAll
    static void addVirtualHost() {
        broker.addVirtualHost(HOST);
    }

    @AfterAll
    static void deleteVirtualHost() {
        broker.deleteVirtualHost(HOST);
    }

    @Test
    void whatOneProgramSendsTheOtherReceives() throws Exception {
        var uri = broker.uri(HOST, broker.administrator()).toString();
        try (var first = Program.start(Send.class, uri)) {
            assertThat(first.awaitEnd()).isZero();
            assertThat(first.lines()).containsExactly(" [x] Sent 'Hello World!'");
        }
        try (var receiver = Program.start(Receive.class, uri)) {
            receiver.awaitLine(" \\[x] Received .*");
            try (var second = Program.start(Send.class, uri)) {
                assertThat(second.awaitEnd()).isZero();
            }
            awaitLines(receiver, 3);

            receiver.stop();

            assertThat(receiver.lines())
                    .containsExactly(
                            " [*] Waiting for messages. To exit press CTRL+C",
                            " [x] Received b'Hello World!'",
                            " [x] Received b'Hello World!'");
        }
    }

    private static void awaitLines(Program program, int count) {
        Awaitility.await().until(() -> program.lines().size() >= count);
    }

    @Test
    void aUserIsSetUpAndSendsFromAfar() throws Exception {
        try (var server = Program.start(UserSetup.class, "0")) {
            server.awaitLine("alex may connect.*");
            assertThat(server.lines())
                    .filteredOn(line -> !line.startsWith("broker: "))
                    .hasSize(4)
                    .contains(
                            "Adding user \"alex\" ...",
                            "Setting permissions for user \"alex\" in vhost \"/\" ...");
            var port = portOf(server);
            try (var sender = Program.start(RemoteSend.class, uri("alex3714", port))) {
                assertThat(sender.awaitEnd()).isZero();
                assertThat(sender.lines()).containsExactly(" [x] Sent 'Hello World!'");
            }
            try (var sender = Program.start(RemoteSend.class, uri("tiger123", port))) {
                assertThat(sender.awaitEnd()).isEqualTo(1);
                assertThat(sender.lines())
                        .containsExactly(
                                "127.0.0.1:%s refuses the user alex with this password"
                                        .formatted(port));
            }
            server.stop();
            assertThat(server.lines()).noneMatch(line -> line.contains("Exception"));
        }
    }

    private static String uri(String password, int port) {
        return "amqp://alex:%s@127.0.0.1:%s/".formatted(password, port);
    }

    @Test
    void aBrokerIsStartedForTheOthers() throws Exception {
        try (var started = Program.start(StartBroker.class, "0")) {
            var uri = "amqp://guest:guest@127.0.0.1:%s/".formatted(portOf(started));
            try (var sender = Program.start(Send.class, uri)) {
                assertThat(sender.awaitEnd()).isZero();
            }

            started.stop();

            assertThat(started.lines().getFirst()).startsWith("broker: ");
            assertThat(started.lines()).hasSize(2);
        }
    }

    @Test
    void aBrokerThatIsNotThereIsOneClearLine() throws Exception {
        int port;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        for (var demo : List.of(Send.class, Receive.class, RemoteSend.class)) {
            try (var program = Program.start(demo, uri("alex3714", port))) {
                assertThat(program.awaitEnd()).as(demo.getSimpleName()).isEqualTo(1);
                assertThat(program.lines().getLast())
                        .contains("127.0.0.1", String.valueOf(port))
                        .doesNotContain("alex3714");
            }
        }
    }

    @Test
    void aRefusedUserIsOneClearLine() throws Exception {
        var wrong = broker.uri(HOST, new Credentials("nobody", "tiger123")).toString();
        try (var program = Program.start(Send.class, wrong)) {
            assertThat(program.awaitEnd()).isEqualTo(1);
            assertThat(program.lines()).hasSize(1);
            assertThat(program.lines().getFirst())
                    .contains("ACCESS_REFUSED")
                    .doesNotContain("tiger123");
        }
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws Exception {
        for (var demo :
                List.of(
                        Send.class,
                        Receive.class,
                        RemoteSend.class,
                        UserSetup.class,
                        StartBroker.class)) {
            for (var arguments : List.of(new String[] {"one"}, new String[] {"1", "2"})) {
                try (var program = Program.start(demo, arguments)) {
                    assertThat(program.awaitEnd()).as(demo.getSimpleName()).isEqualTo(2);
                    assertThat(program.lines()).hasSize(1);
                    assertThat(program.lines().getFirst())
                            .startsWith("usage: " + demo.getSimpleName());
                }
            }
        }
    }

    @Test
    void whatIsConfirmedOutlivesTheBroker() throws Exception {
        try (var demo = Program.start(CrashDemo.class, "2000", "1")) {
            if (!broker.canCrash()) {
                assertThat(demo.awaitEnd()).isEqualTo(1);
                assertThat(demo.lines().getLast()).contains("install rabbitmq-server");
                return;
            }
            assertThat(demo.awaitEnd()).as(() -> demo.lines().toString()).isZero();
            assertThat(demo.lines())
                    .contains("published 2000, confirmed 2000", "confirmed and lost: 0")
                    .filteredOn(line -> line.startsWith("killed the broker"))
                    .hasSize(1);
        }
    }

    @Test
    void publishingIsMeasured() throws Exception {
        try (var demo = Program.start(PublishRateDemo.class, "1")) {
            assertThat(demo.awaitEnd()).as(() -> demo.lines().toString()).isZero();
            assertThat(demo.lines())
                    .filteredOn(line -> line.matches("outstanding +\\d+: +\\d+ messages/s"))
                    .hasSize(4);
        }
    }

    @Test
    void wrongNumbersAreAnsweredWithTheUsage() throws Exception {
        for (var arguments : List.of(new String[] {"0"}, new String[] {"1", "2", "3"})) {
            for (var demo : List.of(CrashDemo.class, PublishRateDemo.class)) {
                try (var program = Program.start(demo, arguments)) {
                    assertThat(program.awaitEnd()).as(demo.getSimpleName()).isEqualTo(2);
                    assertThat(program.lines()).hasSize(1);
                    assertThat(program.lines().getFirst())
                            .startsWith("usage: " + demo.getSimpleName());
                }
            }
        }
    }

    private static int portOf(Program server) {
        return Integer.parseInt(server.awaitLine("listening on \\S+ port (\\d+)").group(1));
    }
}

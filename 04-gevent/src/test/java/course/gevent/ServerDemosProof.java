package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import course.gevent.demo.GeventServer;
import course.gevent.demo.HundredClients;
import course.gevent.demo.InteractiveClient;
import course.gevent.demo.SlowSite;
import course.gevent.demo.VirtualThreadServer;
import course.kit.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** The servers and clients run, and print what the tutorial's programs print. */
class ServerDemosProof {

    @ParameterizedTest
    @ValueSource(classes = {GeventServer.class, VirtualThreadServer.class})
    void theServerPrintsWhatItReceivesAndSendsItBack(Class<?> demo) throws Exception {
        try (var server = Program.start(demo, "0")) {
            try (var client = new Socket(InetAddress.getLoopbackAddress(), portOf(server))) {
                client.getOutputStream().write("hello\n".getBytes());
                assertThat(client.getInputStream().readNBytes(6)).isEqualTo("hello\n".getBytes());
                client.shutdownOutput();
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }

            server.stop();

            assertThat(server.lines())
                    .filteredOn(line -> !line.equals("recv: b''"))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("listening on port "),
                            line -> assertThat(line).isEqualTo("recv: b'hello\\n'"));
        }
    }

    @Test
    void theInteractiveClientPrintsTheAnswers() throws Exception {
        try (var server = Program.start(GeventServer.class, "0");
                var client = Program.start(InteractiveClient.class, port(server))) {
            client.types("hello");
            client.awaitLine(">>:Received b'hello'");
            client.types("it's");
            client.awaitLine(">>:Received b\"it's\"");
            client.types("早");

            client.awaitLine(">>:Received b'\\\\xe6\\\\x97\\\\xa9'");

            server.awaitLine("recv: b'hello'");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {GeventServer.class, VirtualThreadServer.class})
    void aHundredClientsAreServedAtOnce(Class<?> demo) throws Exception {
        try (var server = Program.start(demo, "0");
                var clients = Program.start(HundredClients.class, port(server), "3")) {

            assertThat(clients.awaitEnd()).isZero();

            assertThat(clients.lines())
                    .hasSize(300)
                    .allMatch(line -> line.matches("\\[\\d+\\]recv from server: hello [012]"));
            assertThat(clients.lines().stream().map(line -> line.replaceAll("].*", "")).distinct())
                    .as("the clients' threads")
                    .hasSize(100);
            assertThat(server.lines()).filteredOn("recv: b'hello 2'"::equals).hasSize(100);
        }
    }

    @Test
    void withoutAServerAClientSaysSo() throws Exception {
        var port = String.valueOf(freePort());
        for (var demo : List.of(InteractiveClient.class, HundredClients.class)) {
            try (var client = Program.start(demo, port)) {
                assertThat(client.awaitEnd()).as(demo.getSimpleName()).isEqualTo(1);
                assertThat(client.lines())
                        .allMatch(line -> line.contains("port " + port + ": Connection refused"));
            }
        }
    }

    private static int freePort() throws Exception {
        try (var listener = new ServerSocket(0)) {
            return listener.getLocalPort();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {GeventServer.class, VirtualThreadServer.class})
    void aPortInUseIsOneClearLine(Class<?> demo) throws Exception {
        try (var server = Program.start(GeventServer.class, "0")) {
            var port = port(server);
            try (var second = Program.start(demo, port)) {

                assertThat(second.awaitEnd()).isEqualTo(1);

                assertThat(second.lines()).hasSize(1);
                assertThat(second.lines().getFirst()).startsWith("port " + port + ": ");
            }
        }
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() throws Exception {
        for (var demo :
                List.of(
                        GeventServer.class,
                        VirtualThreadServer.class,
                        SlowSite.class,
                        InteractiveClient.class,
                        HundredClients.class)) {
            for (var arguments : List.of(List.of("x"), List.of("1", "2", "3"), List.of("70000"))) {
                try (var program = Program.start(demo, arguments.toArray(String[]::new))) {
                    assertThat(program.awaitEnd()).as(demo.getSimpleName()).isEqualTo(2);
                    assertThat(program.lines()).hasSize(1);
                    assertThat(program.lines().getFirst())
                            .startsWith("usage: " + demo.getSimpleName());
                }
            }
        }
    }

    private static String port(Program server) {
        return String.valueOf(portOf(server));
    }

    private static int portOf(Program server) {
        return Integer.parseInt(server.awaitLine("listening on port (\\d+)").group(1));
    }
}

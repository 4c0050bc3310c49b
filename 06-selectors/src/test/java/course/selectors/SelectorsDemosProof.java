package course.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Program;
import course.selectors.demo.BackendsDemo;
import course.selectors.demo.Crowd;
import course.selectors.demo.ManyConnectionsDemo;
import course.selectors.demo.SelectorsServerDemo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demos run, and print what the tutorial's program prints. */
class SelectorsDemosProof {
    private static final String CONNECTION =
            "<socket.socket fd=N, family=AddressFamily.AF_INET, type=SocketKind.SOCK_STREAM,"
                    + " proto=0, laddr=('127.0.0.1', N), raddr=('127.0.0.1', N)>";

    @Test
    void theServerPrintsTheTutorialsLinesAndEndsOnRequest() throws Exception {
        try (var server = Program.start(SelectorsServerDemo.class, "0")) {
            try (var client = new Socket(InetAddress.getLoopbackAddress(), portOf(server))) {
                client.getOutputStream().write("hello\n".getBytes());
                assertThat(client.getInputStream().readNBytes(6)).isEqualTo("hello\n".getBytes());
                client.shutdownOutput();
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            server.awaitLine("closing .*");

            server.stop();

            assertThat(withoutNumbers(server.lines().subList(1, server.lines().size())))
                    .containsExactly(
                            "accepted " + CONNECTION + " from ('127.0.0.1', N)",
                            "echoing b'hello\\n' to " + CONNECTION,
                            "closing " + CONNECTION);
        }
    }

    @Test
    void aClientThatBreaksOffCostsALine() throws Exception {
        try (var server = Program.start(SelectorsServerDemo.class, "0")) {
            try (var client = new Socket(InetAddress.getLoopbackAddress(), portOf(server))) {
                client.getOutputStream().write("x".getBytes());
                server.awaitLine("echoing .*");
                client.setSoLinger(true, 0);
            }

            server.awaitLine("failed: .*");

            server.stop();
        }
    }

    @Test
    void aPortInUseIsOneClearLine() throws Exception {
        try (var server = Program.start(SelectorsServerDemo.class, "0", "quiet")) {
            var port = String.valueOf(portOf(server));
            try (var second = Program.start(SelectorsServerDemo.class, port)) {

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
                        SelectorsServerDemo.class,
                        ManyConnectionsDemo.class,
                        BackendsDemo.class,
                        Crowd.class)) {
            try (var program = Program.start(demo, "one", "two", "three")) {
                assertThat(program.awaitEnd()).as(demo.getSimpleName()).isEqualTo(2);
                assertThat(program.lines()).hasSize(1);
                assertThat(program.lines().getFirst()).startsWith("usage: " + demo.getSimpleName());
            }
        }
    }

    @Test
    void manyConnectionsAreAnsweredByOneThread() throws Exception {
        try (var program = Program.start(ManyConnectionsDemo.class, "1000")) {
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines().getFirst()).matches("on .*, one thread:");
            assertThat(program.lines().get(1)).matches("1000 answered(, -?[0-9.]+ KiB for each)?");
        }
    }

    @Test
    void theBackendsAreComparedInATableAndAPicture(@TempDir Path folder) throws Exception {
        try (var program = Program.start(BackendsDemo.class, "20", folder.toString())) {
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines()).anyMatch(line -> line.matches(" +20( +[0-9]+| +-){4}"));
        }

        assertThat(Files.readString(folder.resolve("backends.csv")))
                .matches("connections,EPOLL,NIO,POLL,SELECT\\n((10|20)(,[0-9]*){4}\\n){2}");
        assertThat(Files.readString(folder.resolve("backends.svg"))).contains(">NIO</tspan>");
        assertThat(folder.resolve("backends.zh.svg")).isNotEmptyFile();
    }

    private static int portOf(Program server) {
        return Integer.parseInt(
                server.awaitLine("starting up on localhost port (\\d+), on .*").group(1));
    }

    private static List<String> withoutNumbers(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("(fd=|', )\\d+", "$1N")).toList();
    }
}

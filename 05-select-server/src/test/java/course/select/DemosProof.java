package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Program;
import course.select.demo.CallCostDemo;
import course.select.demo.SelectClientDemo;
import course.select.demo.SelectServerDemo;
import course.select.demo.ServerModelsDemo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demos run, and print what the tutorial's programs print. */
class DemosProof {

    @Test
    void theServerPrintsTheTutorialsLinesAndEndsOnRequest() throws Exception {
        try (var server = Program.start(SelectServerDemo.class, "0")) {
            var port = portOf(server);
            try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("hello".getBytes());
                assertThat(client.getInputStream().readNBytes(5)).isEqualTo("HELLO".getBytes());
                server.awaitLine("client .* queue is empty..");
                client.shutdownOutput();
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            server.awaitLine("客户端断开了 .*");

            server.stop();

            assertThat(withoutPorts(server.lines()))
                    .startsWith(
                            "starting up on localhost port N",
                            "waiting for next event...",
                            "new connection from ('127.0.0.1', N)",
                            "waiting for next event...",
                            "收到来自[127.0.0.1]的数据: b'hello'",
                            "waiting for next event...",
                            "sending msg to [127.0.0.1] b'hello'",
                            "waiting for next event...",
                            "client [127.0.0.1] queue is empty..",
                            "waiting for next event...",
                            "客户端断开了 ('127.0.0.1', N)")
                    .noneMatch(line -> line.contains("Exception"));
        }
    }

    @Test
    void theClientPrintsTheTutorialsLines() throws Exception {
        try (var server = Program.start(SelectServerDemo.class, "0", "quiet")) {
            var port = portOf(server);
            try (var client =
                    Program.start(SelectClientDemo.class, "localhost", String.valueOf(port))) {

                assertThat(client.awaitEnd()).isZero();

                assertThat(withoutPorts(client.lines()))
                        .containsExactly(
                                "connecting to localhost port N",
                                "('127.0.0.1', N): sending \"b'This is the message. '\"",
                                "('127.0.0.1', N): sending \"b'This is the message. '\"",
                                "('127.0.0.1', N): received \"b'THIS IS THE MESSAGE. '\"",
                                "('127.0.0.1', N): received \"b'THIS IS THE MESSAGE. '\"",
                                "('127.0.0.1', N): sending \"b'It will be sent '\"",
                                "('127.0.0.1', N): sending \"b'It will be sent '\"",
                                "('127.0.0.1', N): received \"b'IT WILL BE SENT '\"",
                                "('127.0.0.1', N): received \"b'IT WILL BE SENT '\"",
                                "('127.0.0.1', N): sending \"b'in parts.'\"",
                                "('127.0.0.1', N): sending \"b'in parts.'\"",
                                "('127.0.0.1', N): received \"b'IN PARTS.'\"",
                                "('127.0.0.1', N): received \"b'IN PARTS.'\"");
            }
        }
    }

    @Test
    void aPortInUseIsOneClearLine() throws Exception {
        try (var server = Program.start(SelectServerDemo.class, "0")) {
            var port = String.valueOf(portOf(server));
            try (var second = Program.start(SelectServerDemo.class, port)) {

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
                        SelectServerDemo.class,
                        SelectClientDemo.class,
                        ServerModelsDemo.class,
                        CallCostDemo.class)) {
            try (var program = Program.start(demo, "one", "two", "three")) {
                assertThat(program.awaitEnd()).as(demo.getSimpleName()).isEqualTo(2);
                assertThat(program.lines()).hasSize(1);
                assertThat(program.lines().getFirst()).startsWith("usage: " + demo.getSimpleName());
            }
        }
    }

    @Test
    void theThreeModelsAreCompared() throws Exception {
        try (var program = Program.start(ServerModelsDemo.class, "2")) {
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines()).anyMatch(line -> line.matches("PROCESS +2 .*"));
            assertThat(program.lines()).anyMatch(line -> line.matches("THREAD +0 +3 .*"));
            assertThat(program.lines()).anyMatch(line -> line.matches("EVENT +0 +1 .*"));
        }
    }

    @Test
    void theCostOfACallIsATableAndAPicture(@TempDir Path folder) throws Exception {
        try (var program = Program.start(CallCostDemo.class, "40", folder.toString())) {
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines()).anyMatch(line -> line.matches(" +40( +[0-9.]+){3}"));
        }

        assertThat(Files.readString(folder.resolve("call-cost.csv")))
                .matches("idle pipes,select,poll,epoll\n((10|20|40)(,[0-9.]+){3}\n){3}");
        assertThat(Files.readString(folder.resolve("call-cost.svg")))
                .contains(">select</tspan>", ">poll</tspan>", ">epoll</tspan>");
        assertThat(folder.resolve("call-cost.zh.svg")).isNotEmptyFile();
    }

    private static int portOf(Program server) {
        return Integer.parseInt(server.awaitLine("starting up on localhost port (\\d+)").group(1));
    }

    private static List<String> withoutPorts(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("(port |', )\\d+", "$1N")).toList();
    }
}

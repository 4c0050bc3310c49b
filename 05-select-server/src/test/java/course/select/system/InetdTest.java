package course.select.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.FutureTask;

@Timeout(120)
class InetdTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private SocketChannel client;
    private SocketChannel connection;

    @BeforeEach
    void connect() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"));
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = SocketChannel.open(server.getLocalAddress());
            connection = server.accept();
        }
    }

    @AfterEach
    void disconnect() throws Exception {
        if (client != null) {
            client.close();
            connection.close();
        }
    }

    @Test
    void theConnectionIsTheChildsInputAndOutput() throws Exception {
        try (var child = Inetd.spawn(connection, List.of("cat"))) {
            connection.close();

            say("hello");
            client.shutdownOutput();

            assertThat(hearAll()).isEqualTo("hello");
            assertThat(child.waitFor()).isZero();
        }
    }

    @Test
    void aChildJvmInheritsTheChannel() throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var classPath = System.getProperty("java.class.path");
        var command = List.of(java, "-cp", classPath, UpperCase.class.getName());

        try (var child = Inetd.spawn(connection, command)) {
            connection.close();
            say("hello");
            client.shutdownOutput();

            assertThat(hearAll()).isEqualTo("HELLO");
            assertThat(child.waitFor()).isZero();
        }
    }

    @Test
    void theChildMayWaitForItsInputWhateverTheModeBefore() throws Exception {
        connection.configureBlocking(false);

        try (var child = Inetd.spawn(connection, List.of("cat"))) {
            connection.close();
            assertThat(child.waitFor(Duration.ofMillis(100))).isFalse();
            say("hello");
            client.shutdownOutput();

            assertThat(hearAll()).isEqualTo("hello");
        }
    }

    @Test
    void theChildMayWaitEvenIfAVirtualThreadHasReadBefore() throws Exception {
        var read = new FutureTask<>(() -> connection.read(ByteBuffer.allocate(1)));
        say("xhello");
        Thread.startVirtualThread(read);
        assertThat(read.get()).isEqualTo(1);

        try (var child = Inetd.spawn(connection, List.of("cat"))) {
            connection.close();
            assertThat(child.waitFor(Duration.ofMillis(100))).isFalse();
            client.shutdownOutput();

            assertThat(hearAll()).isEqualTo("hello");
        }
    }

    @Test
    void nothingElseLeaksIntoTheChild() throws Exception {
        assumeTrue(Libc.has("posix_spawn_file_actions_addclosefrom_np"));

        try (var child = Inetd.spawn(connection, List.of("ls", "/proc/self/fd"))) {
            connection.close();

            assertThat(hearAll().lines()).containsExactly("0", "1", "2", "3"); // 3 is the folder
            assertThat(child.waitFor()).isZero();
        }
    }

    @Test
    void theEnvironmentIsPassedOn() throws Exception {
        try (var child = Inetd.spawn(connection, List.of("env"))) {
            connection.close();

            assertThat(hearAll().lines()).contains("PATH=" + System.getenv("PATH"));
            assertThat(child.waitFor()).isZero();
        }
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        var command = List.of("printf", "%s|", "two words", "", "*", "\u00fc\u5305");

        try (var child = Inetd.spawn(connection, command)) {
            connection.close();

            assertThat(hearAll()).isEqualTo("two words||*|\u00fc\u5305|");
            assertThat(child.waitFor()).isZero();
        }
    }

    @Test
    void theExitStatusIsTheChildsOwn() throws Exception {
        try (var child = Inetd.spawn(connection, List.of("sh", "-c", "read line; exit 3"))) {
            assertThat(child.isAlive()).isTrue();
            assertThat(child.exitStatus()).isEmpty();
            say("go\n");

            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.waitFor()).isEqualTo(3);
            assertThat(child.exitStatus()).hasValue(3);
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void aSignalIsSeenInTheExitStatus() throws Exception {
        try (var child = Inetd.spawn(connection, List.of("cat"))) {
            child.destroy();
            assertThat(child.waitFor()).isEqualTo(128 + 15);
        }
        try (var child = Inetd.spawn(connection, List.of("cat"))) {
            child.destroyForcibly();
            assertThat(child.waitFor()).isEqualTo(128 + 9);
        }
    }

    @Test
    void anEndedChildLeavesNoZombie() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));

        try (var child = Inetd.spawn(connection, List.of("true"))) {
            assertThat(child.waitFor()).isZero();

            assertThat(ProcessHandle.current().children())
                    .noneMatch(process -> process.pid() == child.pid());
            child.destroy();
            child.destroyForcibly();
        }
    }

    @Test
    void otherChildrenAreLeftAlone() throws Exception {
        var other = new ProcessBuilder("sh", "-c", "read line; exit 7").start();

        try (var child = Inetd.spawn(connection, List.of("true"))) {
            assertThat(child.waitFor()).isZero();
        }
        other.getOutputStream().close();

        assertThat(other.waitFor()).isEqualTo(7);
    }

    @Test
    void closeEndsAChild() throws Exception {
        var child = Inetd.spawn(connection, List.of("cat"));

        child.close();

        assertThat(child.exitStatus()).hasValue(128 + 15);
        child.close();
    }

    @Test
    void closeEndsAChildThatWillNot() throws Exception {
        var stubborn = List.of("sh", "-c", "trap '' TERM; echo ready; read line; read line");
        var child = Inetd.spawn(connection, stubborn);
        var lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(client)));
        assertThat(lines.readLine()).isEqualTo("ready");

        child.close();

        assertThat(child.exitStatus()).hasValue(128 + 9);
    }

    @Test
    void anInterruptedCloseDoesNotAsk() throws Exception {
        var stubborn = List.of("sh", "-c", "trap '' TERM; echo ready; read line; read line");
        var child = Inetd.spawn(connection, stubborn);
        var lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(client)));
        assertThat(lines.readLine()).isEqualTo("ready");

        Thread.currentThread().interrupt();
        child.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(child.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void saysWhyAProgramCannotBeStarted() {
        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(() -> Inetd.spawn(connection, List.of("/no/such/program")))
                .withMessage("posix_spawnp: ENOENT (No such file or directory)");
        assertThatExceptionOfType(SystemCallException.class)
                .isThrownBy(() -> Inetd.spawn(connection, List.of("/dev/null")))
                .matches(e -> e.is(Errno.EACCES));
    }

    @Test
    void aGradedAnswerRunsTheServiceAndNothingElse() throws Exception {
        System.setProperty("course.graded", "true");
        try {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Inetd.spawn(connection, List.of("sh", "-c", "exit 3")))
                    .withMessageContaining("UpperCaseService.command() is all that may be run");
            try (var child = Inetd.spawn(connection, UpperCaseService.command())) {
                connection.close();
                say("hello");
                client.shutdownOutput();

                assertThat(hearAll()).isEqualTo("HELLO");
                assertThat(child.waitFor()).isZero();
            }
        } finally {
            System.clearProperty("course.graded");
        }
    }

    @Test
    void refusesAConnectionThatIsClosedOrRegistered() throws Exception {
        try (var selector = Selector.open()) {
            connection.configureBlocking(false);
            connection.register(selector, SelectionKey.OP_READ);
            assertThatExceptionOfType(IllegalBlockingModeException.class)
                    .isThrownBy(() -> Inetd.spawn(connection, List.of("true")));
        }

        connection.close();
        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> Inetd.spawn(connection, List.of("true")));
    }

    static class UpperCase {
        public static void main(String[] args) throws Exception {
            try (var connection = (SocketChannel) System.inheritedChannel()) {
                var in = Channels.newInputStream(connection);
                var said = new String(in.readAllBytes(), UTF_8);
                connection.write(ByteBuffer.wrap(said.toUpperCase(Locale.ROOT).getBytes(UTF_8)));
            }
        }
    }

    private void say(String text) throws Exception {
        client.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private String hearAll() throws Exception {
        return new String(Channels.newInputStream(client).readAllBytes(), UTF_8);
    }
}

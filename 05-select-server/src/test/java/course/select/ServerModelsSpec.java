package course.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.TakesTime;
import course.kit.net.Network;
import course.kit.net.Peer;
import course.select.ServerModels.Cost;
import course.select.ServerModels.Model;
import course.select.ServerModels.Server;
import course.select.system.SystemCalls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

@Exercise(id = "5.6", title = "ServerModels", section = "论事件驱动与异步IO")
@Deadline(seconds = 15)
class ServerModelsSpec {
    private static final int MANY = 300;
    private static final int MANY_PROCESSES = 10;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int INTERRUPTS = 100;
    private static final int JUST_CONNECTED = 20;
    private static final Duration BETWEEN_INTERRUPTS = Duration.ofNanos(20_000);

    private final ServerModels models;
    private final Network network;
    private final Background background;
    private final List<Server> started = new ArrayList<>();

    ServerModelsSpec(ServerModels models, Network network, Background background) {
        this.models = models;
        this.network = network;
        this.background = background;
    }

    @AfterEach
    void closeServers() throws Exception {
        for (var server : started) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersInUpperCase(Model model) throws Exception {
        var server = start(model);
        var client = network.client(server.address());

        client.says("abc XYZ 123");

        client.hears("ABC XYZ 123");
    }

    @ParameterizedTest
    @EnumSource
    void servesSeveralClientsInTurns(Model model) throws Exception {
        var server = start(model);
        var first = network.client(server.address());
        var second = network.client(server.address());

        second.says("one").hears("ONE");
        first.says("two").hears("TWO");
        second.says("three").hears("THREE");
        first.says("four").hears("FOUR");
    }

    @ParameterizedTest
    @EnumSource
    void aSilentClientDoesNotKeepTheOthersWaiting(Model model) throws Exception {
        var server = start(model);
        var silent = network.client(server.address());
        var talkative = network.client(server.address());

        talkative.says("is anybody there?");

        talkative.hears("IS ANYBODY THERE?");
        silent.hasHeardNothingElse();
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatDoesNotReadDoesNotKeepTheOthersWaiting(Model model) throws Exception {
        var server = start(model);
        var deaf = network.client(server.address()).says("I send megabytes and never read");
        var other = network.client(server.address());

        int poured = 0;
        int refusedInARow = 0;
        while (poured < 64 * MEBIBYTE && refusedInARow < 200) {
            int taken = deaf.pours(ByteBuffer.allocate(64 * 1024));
            poured += taken;
            refusedInARow = taken > 0 ? 0 : refusedInARow + 1;

            other.says("are you there?").hears("ARE YOU THERE?");
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersALargeMessageWhole(Model model) throws Exception {
        var server = start(model);
        var client = network.client(server.address());
        var large = "abcdefg ".repeat(MEBIBYTE / 8);

        client.exchanges(bytes(large), bytes(upper(large)));
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatHasFinishedGetsItsAnswerAndThenTheEnd(Model model) throws Exception {
        var server = start(model);
        var client = network.client(server.address());

        client.says("last words").finishes();

        client.hears("LAST WORDS").hearsTheEnd();
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatFinishesBeforeItReadsGetsAllAndThenTheEnd(Model model) throws Exception {
        var server = start(model);
        var client = network.client(server.address());
        var other = network.client(server.address());
        int poured =
                ServerConversations.pourUntilTheServerTakesNoMore(
                        client, () -> other.says("tick").hears("TICK"));

        client.finishes();
        other.says("tick").hears("TICK");

        client.hears(bytes("X".repeat(poured))).hearsTheEnd();
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatResetsItsConnectionHarmsNobodyElse(Model model) throws Exception {
        var server = start(model);
        var rude = network.client(server.address()).says("abc").hears("ABC");
        var polite = network.client(server.address()).says("def").hears("DEF");

        rude.says("never to be answered").resets();

        polite.says("still here").hears("STILL HERE");
        network.client(server.address()).says("and me").hears("AND ME");
    }

    @ParameterizedTest
    @EnumSource
    @TakesTime
    void servesManyClientsAtOnce(Model model) throws Exception {
        var server = start(model);
        var clients = clients(model == Model.PROCESS ? MANY_PROCESSES : MANY, server);

        for (var client : clients) {
            client.says("i am " + client);
        }

        for (var client : clients) {
            client.hears("I AM " + upper(client.toString()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void listensOnAPortOfTheLoopbackInterfaceThatIsFree(Model model) throws Exception {
        var first = start(model);
        first.close();
        network.open(ServerSocketChannel.open()).bind(first.address());

        var address = start(model).address();

        assertThat(address.getAddress().isLoopbackAddress())
                .as("whether %s is a loopback address", address)
                .isTrue();
        assertThat(address.getPort())
                .as("the port of a second server, while somebody has the first one's")
                .isPositive()
                .isNotEqualTo(first.address().getPort());
    }

    @ParameterizedTest
    @EnumSource
    void costsAtMostAThreadWhileNobodyIsConnected(Model model) throws Exception {
        var server = start(model);

        var cost = server.cost();

        assertThat(cost.processes()).as("processes, by %s", cost).isZero();
        assertThat(cost.threads()).as("threads, by %s", cost).isBetween(0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void theThreadThatListensIsCounted(Model model) throws Exception {
        int before = threads();
        var server = start(model);
        int started = threads() - before;

        assertThat(server.cost().threads())
                .as(
                        "threads that cost() tells of while nobody is connected, where start() has"
                                + " started %s",
                        started)
                .isGreaterThanOrEqualTo(started);
    }

    @Test
    void theProcessModelCostsAProcessForEachConnection() throws Exception {
        var before = children();
        var server = start(Model.PROCESS);

        answered(2, server);

        await(
                "cost() tells of 2 processes for 2 clients",
                server::cost,
                cost -> cost.processes() == 2);
        await(
                "this JVM has 2 child processes more than before",
                () -> childrenBeside(before),
                more -> more == 2);
    }

    @Test
    void theThreadModelCostsAThreadForEachConnection() throws Exception {
        var server = start(Model.THREAD);

        answered(10, server);

        await(
                "cost() tells of 10 threads for 10 clients, or 11 with one that listens",
                server::cost,
                cost -> cost.processes() == 0 && cost.threads() >= 10 && cost.threads() <= 11);
    }

    @Test
    void theEventModelCostsOneThreadHoweverManyConnections() throws Exception {
        int before = threads();
        var server = start(Model.EVENT);

        answered(10, server);

        assertThat(server.cost()).as("cost() with 10 clients").isEqualTo(new Cost(0, 1));
        assertThat(threads() - before)
                .as("threads that have been started in truth, for 10 clients")
                .isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyThreadThatServesAClientIsCounted(Model model) throws Exception {
        int before = threads();
        var server = start(model);

        answered(3, server);

        await(
                "no more threads have been started, and are alive, than cost() tells of with 3"
                        + " clients, but Inetd's one for each process",
                () -> "%s threads, and %s".formatted(threads() - before, server.cost()),
                told -> {
                    var cost = server.cost();
                    return threads() - before <= cost.threads() + cost.processes();
                });
    }

    @ParameterizedTest
    @EnumSource
    void theClientsOfAnotherServerCostThisOneNothing(Model model) throws Exception {
        var first = start(model);
        var second = start(model);

        answered(3, second);

        var cost = first.cost();
        assertThat(cost.processes())
                .as("processes of a server without clients beside one with 3, by %s", cost)
                .isZero();
        assertThat(cost.threads())
                .as("threads of a server without clients beside one with 3, by %s", cost)
                .isBetween(0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void costsAtMostAThreadOnceItsClientsHaveLeft(Model model) throws Exception {
        var before = children();
        int threadsBefore = threads();
        var server = start(model);
        var clients = answered(2, server);

        clients.get(0).leaves();
        clients.get(1).resets();

        await(
                "cost() tells of no process and at most 1 thread once all clients have left",
                server::cost,
                cost -> cost.processes() == 0 && cost.threads() <= 1);
        await(
                "this JVM has no child processes more than before",
                () -> childrenBeside(before),
                more -> more == 0);
        await(
                "no more threads have been started, and are alive, than cost() tells of once all"
                        + " clients have left",
                () -> threads() - threadsBefore,
                more -> more <= server.cost().threads());
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsConnectionsThreadsAndChildProcesses(Model model) throws Exception {
        int threadsBefore = threads();
        var childrenBefore = children();
        var server = start(model);
        var clients = answered(2, server);

        server.close();

        for (var client : clients) {
            client.seesTheConnectionGone();
        }
        await(
                "there are no threads more than before, after close()",
                () -> threads() - threadsBefore,
                more -> more <= 0);
        await(
                "there are no child processes more than before, after close()",
                () -> childrenBeside(childrenBefore),
                more -> more == 0);
    }

    @ParameterizedTest
    @EnumSource
    void closeFreesThePort(Model model) throws Exception {
        var server = start(model);
        answered(1, server);

        server.close();

        var next = network.open(ServerSocketChannel.open());
        assertThatCode(() -> next.bind(server.address()))
                .as("listening on the same port after close()")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void closeIsRepeatable(Model model) throws Exception {
        var server = start(model);
        server.close();

        assertThatCode(server::close).as("close() once more").doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void onlyAsciiLettersAreChanged(Model model) throws Exception {
        var server = start(model);
        var sent = new byte[512];
        var expected = new byte[512];
        for (var i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i % 2 == 0 ? i / 2 : 'a');
            expected[i] = (byte) (sent[i] >= 'a' && sent[i] <= 'z' ? sent[i] - 32 : sent[i]);
        }

        network.client(server.address()).says(sent).hears(expected);
        network.client(server.address())
                .says("grüße, straße, ﬁn, ı, 世界")
                .hears("GRüßE, STRAßE, ﬁN, ı, 世界");
    }

    @ParameterizedTest
    @EnumSource
    void listensOnNoOtherAddress(Model model) throws Exception {
        var server = start(model);
        var other = InetAddress.getByName("127.0.0.2");
        Assumptions.assumeTrue(
                canBind(new InetSocketAddress(other, 0)),
                "this machine has no second loopback address");

        assertThat(canBind(new InetSocketAddress(other, server.address().getPort())))
                .as(
                        "whether port %s of 127.0.0.2 is free, when a server says that it listens"
                                + " on %s",
                        server.address().getPort(), server.address().getAddress())
                .isTrue();
    }

    private static boolean canBind(InetSocketAddress address) {
        try (var probe = ServerSocketChannel.open()) {
            probe.setOption(StandardSocketOptions.SO_REUSEADDR, false);
            probe.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeWaitsForTheEndAlsoWhenItIsInterrupted(Model model) throws Exception {
        int threadsBefore = threads();
        var childrenBefore = children();
        var server = start(model);
        var clients = answered(2, server);

        Thread.currentThread().interrupt();
        server.close();

        assertThat(Thread.interrupted())
                .as("the interrupt status of the thread that has closed the server")
                .isTrue();
        assertThat(threads() - threadsBefore)
                .as("threads more than before, when an interrupted thread's close() returns")
                .isLessThanOrEqualTo(0);
        assertThat(childrenBeside(childrenBefore))
                .as(
                        "child processes more than before, when an interrupted thread's close()"
                                + " returns")
                .isZero();
        for (var client : clients) {
            client.seesTheConnectionGone();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeWaitsForTheEndAlsoWhenItIsInterruptedMeanwhile(Model model) throws Exception {
        int threadsBefore = threads();
        var childrenBefore = children();
        var server = start(model);
        answered(model == Model.PROCESS ? 2 : 50, server);
        var threadsLeft = new AtomicInteger();
        var childrenLeft = new AtomicInteger();

        var closing =
                background.start(
                        "who closes the server",
                        () -> {
                            server.close();
                            threadsLeft.set(threads() - threadsBefore - 1); // but this one
                            childrenLeft.set(childrenBeside(childrenBefore));
                        });
        background.await(
                "close() comes back, although its thread is interrupted again and again",
                () -> {
                    for (var i = 0; i < INTERRUPTS && !closing.hasEnded(); i++) {
                        closing.thread().interrupt();
                        LockSupport.parkNanos(BETWEEN_INTERRUPTS.toNanos());
                    }
                    return closing.hasEnded();
                });

        assertThat(threadsLeft)
                .as("threads more than before, when a close() returns that was interrupted")
                .hasValueLessThanOrEqualTo(0);
        assertThat(childrenLeft)
                .as("child processes more than before, when a close() returns that was interrupted")
                .hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    @TakesTime
    void closeEndsClientsThatDoNotReadAndThatAreSilent(Model model) throws Exception {
        int threadsBefore = threads();
        var server = start(model);
        var deaf = answered(2, server).getFirst();
        for (var i = 0; i < 200; i++) {
            deaf.pours(ByteBuffer.allocate(64 * 1024));
        }

        server.close();

        await(
                "there are no threads more than before, after close()",
                () -> threads() - threadsBefore,
                more -> more <= 0);
        assertThat(server.cost()).as("cost() of a closed server").isEqualTo(new Cost(0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsAlsoWhoHasJustConnected(Model model) throws Exception {
        for (var round = 0; round < (model == Model.PROCESS ? 5 : JUST_CONNECTED); round++) {
            int threadsBefore = threads();
            var childrenBefore = children();
            var server = start(model);
            var clients = new ArrayList<SocketChannel>();
            for (var i = 0; i < 6; i++) {
                clients.add(network.open(SocketChannel.open()));
            }

            for (var client : clients) {
                client.connect(server.address());
            }
            server.close();

            for (var client : clients) {
                client.configureBlocking(false);
                background.await(
                        "the connection ends of a client that connected just before close()",
                        () -> isGone(client));
            }
            await(
                    "there are no threads more than before, after a close() just after clients have"
                            + " connected",
                    () -> threads() - threadsBefore,
                    more -> more <= 0);
            await(
                    "there are no child processes more than before, after a close() just after"
                            + " clients have connected",
                    () -> childrenBeside(childrenBefore),
                    more -> more == 0);
        }
    }

    private static boolean isGone(SocketChannel client) {
        try {
            return client.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void serversRunBesideEachOther(Model model) throws Exception {
        var first = start(model);
        var second = start(model);
        var client = network.client(second.address()).says("abc").hears("ABC");

        first.close();

        client.says("def").hears("DEF");
        network.client(second.address()).says("ghi").hears("GHI");
    }

    private Server start(Model model) throws IOException {
        neededFor(model).flatMap(SystemCalls::missing).ifPresent(Assumptions::abort);
        var server = models.start(model);
        started.add(server);
        return server;
    }

    private static Optional<String> neededFor(Model model) {
        return switch (model) {
            case PROCESS -> Optional.of("posix_spawnp");
            case THREAD -> Optional.empty();
            case EVENT -> Optional.of("select");
        };
    }

    private List<Peer> clients(int count, Server server) throws IOException {
        var clients = new ArrayList<Peer>();
        for (int i = 0; i < count; i++) {
            clients.add(network.client(server.address()));
        }
        return clients;
    }

    /** Clients that have had an answer, so that the server has taken their connections. */
    private List<Peer> answered(int count, Server server) throws IOException {
        var clients = clients(count, server);
        for (var client : clients) {
            client.says("abc").hears("ABC");
        }
        return clients;
    }

    private <T> void await(String what, Supplier<T> actual, Predicate<T> expected) {
        try {
            background.await(what, () -> expected.test(actual.get()));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ": it was " + actual.get(), e);
        }
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }

    private static int childrenBeside(Set<ProcessHandle> known) {
        var children = children();
        children.removeAll(known);
        return children.size();
    }

    /** The threads of this example; those that they start belong to the same group. */
    private static int threads() {
        return Thread.currentThread().getThreadGroup().activeCount();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String upper(String ascii) {
        return ascii.toUpperCase(Locale.ROOT);
    }
}

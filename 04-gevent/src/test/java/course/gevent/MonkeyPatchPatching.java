package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Program;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.concurrent.CopyOnWriteArrayList;

/** The JVM is patched once. */
abstract class MonkeyPatchPatching extends MonkeyPatchExamples {
    MonkeyPatchPatching(
            Candidate<MonkeyPatch> patches,
            Candidate<Hub> hubs,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Network network,
            Background background) {
        super(patches, hubs, cancellations, greenlets, network, background);
    }

    @Test
    void aPatchedJvmIsNotPatchedAgain() throws Exception {
        var second = patches.create(warningsOfAll());

        assertThatThrownBy(second::patch, "a second patch")
                .isInstanceOf(IllegalStateException.class);

        readAPage();
    }

    @Test
    @Deadline(seconds = 30)
    void whoHasSetAFactoryBeforeKeepsIt() throws Exception {
        try (var program = Program.start(ForeignFactory.class, patch.getClass().getName())) {
            program.awaitEnd();

            assertThat(program.lines()).as("what was printed").hasSize(3);
            assertThat(program.lines().getFirst()).matches("refused: .*(already|before).*");
            assertThat(program.lines().subList(1, 3))
                    .containsExactly("a socket of the program's own factory", "connected");
        }
    }

    @Test
    void aPatchThatIsRefusedChangesNothing() throws Exception {
        var second = patches.create(warningsOfAll());
        assertThatThrownBy(second::patch, "a second patch")
                .isInstanceOf(IllegalStateException.class);
        var askedOn = new CopyOnWriteArrayList<Thread>();
        names(host -> {
            askedOn.add(Thread.currentThread());
            return InetAddress.getLoopbackAddress();
        });
        var name =
                hub.spawn(
                        "the green thread", () -> InetAddress.getByName("refused.course.example"));

        start();

        assertThat(name.value().isLoopbackAddress()).as("resolved").isTrue();
        assertThat(askedOn)
                .as(
                        "the threads on which a name was asked for, after a second patch was"
                                + " refused: none of them the hub's, as the first patch has it")
                .hasSize(1)
                .doesNotContain(name.thread());
    }

    @Test
    void theHubThatIsAdoptedLastCounts() throws Exception {
        var server = network.server();
        var second = new HubThread(hubs, greenlets, background);
        var early = hub.spawn("the reader of the first hub", () -> read(server, 5));
        var late = second.spawn("the reader of the second hub", () -> read(server, 5));
        var other =
                second.spawn(
                        "the other of the second hub",
                        () -> {
                            second.sleepUntil(late::hasStarted);
                            return late.hasEnded();
                        });
        background.start(
                "the thread of two hubs, one after the other",
                () -> {
                    hub.run(patch);
                    second.run(patch);
                });

        server.accepts().says("hello");
        assertThat(early.value()).as("read on the first hub").isEqualTo("hello");
        var peer = server.accepts();
        assertThat(other.value())
                .as("the reader had ended before another green thread of the second hub went on")
                .isFalse();
        peer.says("world");
        assertThat(late.value()).as("read on the second hub").isEqualTo("world");
    }

    @Test
    void aSocketOfTheFormerHubWaitsByTheOneThatIsAdoptedLast() throws Exception {
        var server = network.server();
        var made = new AtomicSocket();
        var second = new HubThread(hubs, greenlets, background);
        hub.spawn("the one who connects", () -> made.set(connect(server)));
        var reader = second.spawn("the reader", () -> made.get().getInputStream().read());
        var other =
                second.spawn(
                        "the other",
                        () -> {
                            second.sleepUntil(reader::hasStarted);
                            return reader.hasEnded();
                        });
        background.start(
                "the thread of two hubs, one after the other",
                () -> {
                    hub.run(patch);
                    second.run(patch);
                });

        var peer = server.accepts();
        assertThat(other.value())
                .as("the reader had ended before another green thread of the second hub went on")
                .isFalse();
        peer.says("1");
        assertThat(reader.value()).isEqualTo('1');
        made.get().close();
    }
}

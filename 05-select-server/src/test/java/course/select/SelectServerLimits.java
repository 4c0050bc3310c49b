package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Deadline;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.CopyOnWriteArrayList;

/** Clients that do not read. */
abstract class SelectServerLimits extends SelectServerExamples {
    private static final int MESSAGES = 2_000;
    private static final long MUCH = 16L * SelectServer.MOST_WAITING_BYTES;
    private static final int LOOKS = 10;

    SelectServerLimits(SelectServer server, Select select, Network network, Background background) {
        super(server, select, network, background);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 4096, 65536})
    @Deadline(seconds = 20)
    void noMoreIsReadWhileTheMostIsWaiting(int bytesPerRead) throws Exception {
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        startFaulty(connection -> accepted.add(connection.takes(0).gives(bytesPerRead)));
        var client = network.client(listener);

        var chunk = ByteBuffer.wrap(ServerConversations.letters(60_000));
        var poured = 0;
        for (var idle = 0; idle < 200 && poured < 2 * 1024 * 1024; ) {
            var taken = client.pours(chunk.rewind());
            poured += taken;
            var turns = select.turns();
            background.await("the server calls select again", () -> select.turns() > turns + 10);
            idle = taken == 0 ? idle + 1 : 0;
        }

        assertThat(accepted.getFirst().mostKeptAtARead())
                .as(
                        "bytes that waited to be sent to a client that reads nothing, when the"
                                + " server read more from it (%s bytes per read)",
                        bytesPerRead)
                .isLessThan(SelectServer.MOST_WAITING_BYTES);
    }

    @Test
    @Deadline(seconds = 20)
    void aMessageOfAByteTakesNoMoreMemoryThanItNeeds() throws Exception {
        var accepted = new CopyOnWriteArrayList<FaultyConnection>();
        startFaulty(connection -> accepted.add(connection.takes(0).gives(1)));
        var client = network.client(listener).says("x");
        storyOf(client, "sending x");
        var before = memoryInUse();

        client.says(ServerConversations.letters(MESSAGES));
        background.await(
                "the server reads %,d bytes, one at a time".formatted(MESSAGES),
                () -> accepted.getFirst().hasGiven() > MESSAGES);
        var kept = memoryInUse() - before;
        for (var look = 1; look < LOOKS && kept > MUCH; look++) {
            kept = Math.min(kept, memoryInUse() - before);
        }

        assertThat(kept)
                .as(
                        "bytes of memory that the server keeps of %,d messages of one byte, whose"
                                + " client does not read the answers",
                        MESSAGES)
                .isLessThan(MUCH);
    }

    private static long memoryInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    @Test
    @Deadline(seconds = 20)
    void clientsThatDoNotReadAreHeldUpEachForItself() throws Exception {
        start();
        var first = network.client(listener);
        var second = network.client(listener);
        var other = network.client(listener);
        var ofFirst = pourUntilTheServerTakesNoMore(first, other);
        var ofSecond = pourUntilTheServerTakesNoMore(second, other);
        select.awaitAsleep(background);

        second.hears("X".repeat(ofSecond).getBytes());
        second.says("and now").hears("AND NOW");
        other.says("abc").hears("ABC");
        select.awaitAsleep(background);

        first.hears("X".repeat(ofFirst).getBytes());
        first.says("and i").hears("AND I");
        select.awaitAsleep(background);
    }

    @Test
    @Deadline(seconds = 20)
    void aClientThatFinishesWhileItIsHeldUpGetsAllAndThenTheEnd() throws Exception {
        start();
        var stalled = network.client(listener);
        var other = network.client(listener);
        var poured = pourUntilTheServerTakesNoMore(stalled, other);

        stalled.finishes();
        select.awaitAsleep(background);

        stalled.hears("X".repeat(poured).getBytes()).hearsTheEnd();
        other.says("abc").hears("ABC");
        select.awaitAsleep(background);
    }
}

package course.select;

import static course.select.Epoll.Event.IN;
import static course.select.Epoll.Event.OUT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a close does. */
abstract class EpollClosing extends EpollExamples {
    EpollClosing(Epoll epoll, Network network, Background background) {
        super(epoll, network, background);
    }

    @Test
    void closeGivesTheInstanceBack() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));
        int before = instances().size();

        epoll.close();

        assertThat(instances().size())
                .as("how many epoll instances this process has after close (%s before)", before)
                .isEqualTo(before - 1);
    }

    @Test
    void closeLeavesTheChannelsOpen() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));
        epoll.register(pipe.sink(), Set.of(OUT));

        epoll.close();

        Pipes.put(pipe, "x");
        assertThat(empty(pipe)).as("bytes that came through the pipe after close").isEqualTo(1);
    }

    @Test
    void closeIsRepeatable() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));

        epoll.close();

        assertThat(catchThrowable(epoll::close))
                .as("what a second close throws (null if nothing)")
                .isNull();
    }

    @Test
    void aSecondCloseClosesNothingElse() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));
        var gone = instances();
        epoll.close();
        gone.removeAll(instances());
        assertThat(gone).as("descriptors that close has closed").hasSize(1);

        Pipes.endWith(gone.first(), network);
        var thrown = catchThrowable(epoll::close);

        assertThat(thrown).as("what a second close throws (null if nothing)").isNull();
        assertThat(Path.of("/proc/self/fd/" + gone.first()))
                .as("descriptor %s, the instance's once, another channel's now", gone)
                .exists();
    }

    @Test
    void aClosedEpollRefusesToWork() throws Exception {
        var watched = network.pipe().source();
        var other = network.pipe().source();
        epoll.register(watched, Set.of(IN));

        epoll.close();

        assertThrows(
                IllegalStateException.class,
                () -> epoll.register(other, Set.of(IN)),
                "register after close");
        assertThrows(
                IllegalStateException.class,
                () -> epoll.modify(watched, Set.of(IN)),
                "modify after close");
        assertThrows(
                IllegalStateException.class,
                () -> epoll.unregister(watched),
                "unregister after close");
        for (var timeout : Arrays.asList(AT_ONCE, SOON, null)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> epoll.poll(timeout, ALL),
                    "poll(%s) after close",
                    timeout);
        }
    }

    @Test
    void aPollThatWaitsWhenItIsClosedDoesNotWaitOnAfterASignal() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));
        var waiter =
                new Waiter<>(
                                "poll(null)",
                                background,
                                () -> catchThrowable(() -> epoll.poll(null, ALL)))
                        .awaitTheKernel();

        epoll.close();

        assertThat(waiter.answerAmongSignals())
                .as("what poll throws, when it is closed while it waits, and a signal comes")
                .isInstanceOf(IllegalStateException.class);
    }

    /** The descriptors of this process that are epoll instances. */
    private static TreeSet<Integer> instances() throws IOException {
        var found = new TreeSet<Integer>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                if (Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)
                        && Files.readSymbolicLink(descriptor).toString().contains("eventpoll")) {
                    found.add(Integer.parseInt(descriptor.getFileName().toString()));
                }
            }
        }
        return found;
    }
}

package course.select;

import static course.select.Epoll.Event.IN;
import static course.select.Epoll.Event.OUT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Epoll.Ready;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What a close does. */
abstract class EpollClosing extends EpollExamples {
    private final Candidate<Epoll> epolls;

    EpollClosing(Epoll epoll, Candidate<Epoll> epolls, Network network, Background background) {
        super(epoll, network, background);
        this.epolls = epolls;
    }

    @Test
    void itIsAnInstanceOfItsOwnFromItsConstruction() throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));
        int before = instances().size();

        var another = epolls.createOpen();
        int withAnother = instances().size();
        another.close();

        assertThat(withAnother)
                .as(
                        "how many epoll instances this process has with another one (%s before)",
                        before)
                .isEqualTo(before + 1);
        assertThat(instances().size())
                .as("how many epoll instances there are when the other one, never used, is closed")
                .isEqualTo(before);
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

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"PT1M", "PT-1S"})
    void aPollThatWaitsWhenItIsClosedDoesNotWaitOnAfterASignal(Duration timeout) throws Exception {
        epoll.register(network.pipe().source(), Set.of(IN));
        var waiter =
                new Waiter<>(
                                "poll(" + timeout + ")",
                                background,
                                () -> catchThrowable(() -> epoll.poll(timeout, ALL)))
                        .awaitTheKernel();

        epoll.close();

        assertThat(waiter.answerAmongSignals())
                .as(
                        "what poll(%s) throws, when it is closed while it waits, and a signal"
                                + " comes",
                        timeout)
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatAPollThatWaitedWhenItWasClosedReportsIsSo() throws Exception {
        var pipe = network.pipe();
        epoll.register(pipe.source(), Set.of(IN));
        var reported = new AtomicReference<List<Ready>>();
        var waiter =
                new Waiter<>(
                                "poll(null)",
                                background,
                                () -> catchThrowable(() -> reported.set(epoll.poll(null, ALL))))
                        .awaitTheKernel();

        epoll.close();
        Pipes.put(pipe, "x");
        var thrown = waiter.answerAmongSignals();

        if (thrown == null) {
            assertReady(reported.get())
                    .as(
                            "what poll reports, when it was closed while it waited, and then a byte"
                                    + " came")
                    .containsExactly(ready(pipe.source(), IN));
        } else {
            assertThat(thrown)
                    .as(
                            "what poll throws, when it was closed while it waited, and then a byte"
                                    + " came")
                    .isInstanceOf(IllegalStateException.class);
        }
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

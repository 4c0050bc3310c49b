package course.selectors;

import static course.kit.Assumptions.abort;
import static course.kit.Assumptions.assumeFalse;
import static course.selectors.Event.READ;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.net.Network;
import course.select.Pipes;
import course.select.Waiter;
import course.select.system.Descriptors;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a backend has of the system, and with whom it shares it. */
abstract class BackendsOpened extends SelectorExamples {
    BackendsOpened(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        super(selectors, backends, network, background);
    }

    @OnEveryBackend
    void eachBackendIsIndependent(Kind kind) throws Exception {
        Availability.here().missing(kind).ifPresent(reason -> abort(reason));
        var all = backends.create(Availability.here());
        var one = selectors.create(all.open(kind));
        var other = selectors.create(all.open(kind));
        var left = network.pipe();
        var right = network.pipe();
        Pipes.put(left, "x");
        Pipes.put(right, "x");

        var leftKey = one.register(left.source(), Set.of(READ), null);
        var rightKey = other.register(right.source(), Set.of(READ), null);

        assertReady(one.select(AT_ONCE)).containsExactly(new Ready(leftKey, Set.of(READ)));
        one.close();
        assertReady(other.select(AT_ONCE))
                .as("what a second backend reports, when the first is closed")
                .containsExactly(new Ready(rightKey, Set.of(READ)));
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void closeGivesBackWhatTheSystemHasLent(Kind kind) throws Exception {
        var all = backends.create(Availability.here());
        var before = epollInstances();
        var backend = all.open(kind);
        backend.add(network.pipe().source(), Set.of(READ));

        backend.close();

        assertThat(epollInstances())
                .as(
                        "how many epoll instances this process has, when a backend was opened and"
                                + " closed")
                .isEqualTo(before);
    }

    @OnEveryBackend
    void closingABackendAgainDoesNothing(Kind kind) throws Exception {
        var backend = backend(kind);
        backend.add(network.pipe().source(), Set.of(READ));
        backend.close();

        assertSucceeds(backend::close, "close() of a backend once more");
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void closeGivesBackAlsoWhatItTookForACopyOfADescriptor(Kind kind) throws Exception {
        var before = epollInstances();
        var backend = backend(kind);
        for (var i = 0; i < 3; i++) {
            var gone = network.pipe();
            Pipes.put(gone, "x");
            network.open(new CopiedDescriptor(Descriptors.of(gone.source())));
            backend.add(gone.source(), Set.of(READ));
            gone.source().close();
            for (var wait = 0; wait < 2; wait++) {
                backend.await(AT_ONCE, (channel, events) -> {});
            }
        }

        backend.close();

        assertThat(epollInstances())
                .as(
                        "how many epoll instances this process has, when a backend was closed that"
                                + " had to do with channels that were closed, while copies of their"
                                + " descriptors live")
                .isEqualTo(before);
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void aCopyOfADescriptorMakesNoWaitShorter(Kind kind) throws Exception {
        var timeout = Duration.ofNanos(3_900_000);
        var shortest = Long.MAX_VALUE;
        for (var i = 0; i < 10; i++) {
            try (var backend = backend(kind)) {
                var gone = network.pipe();
                Pipes.put(gone, "x");
                network.open(new CopiedDescriptor(Descriptors.of(gone.source())));
                backend.add(gone.source(), Set.of(READ));
                gone.source().close();
                var start = System.nanoTime();
                backend.await(timeout, (channel, events) -> {});
                shortest = Math.min(shortest, System.nanoTime() - start);
            }
        }

        assertThat(shortest)
                .as(
                        "nanoseconds that the shortest of 10 waits of %s took, the only channel"
                                + " being closed, while a copy of its descriptor lives",
                        timeout)
                .isGreaterThanOrEqualTo(timeout.toNanos());
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void aCopyOfADescriptorIsNotHandedOver(Kind kind) throws Exception {
        try (var backend = backend(kind)) {
            var gone = network.pipe();
            var open = network.pipe();
            for (var pipe : List.of(gone, open)) {
                Pipes.put(pipe, "x");
                backend.add(pipe.source(), Set.of(READ));
            }
            network.open(new CopiedDescriptor(Descriptors.of(gone.source())));
            gone.source().close();

            for (var time : List.of("the first", "the second", "the third")) {
                var found = new ArrayList<SelectableChannel>();
                backend.await(AT_ONCE, (channel, events) -> found.add(channel));

                assertThat(found)
                        .as(
                                "what %s await hands over: two channels have bytes to read, and one"
                                    + " of them is closed, while a copy of its descriptor lives",
                                time)
                        .containsExactly(open.source());
            }
        }
    }

    /** Who is not watched, and has bytes to read, or would make a wait fail. */
    private enum NotWatched {
        REMOVED,
        REFUSED
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void aCopyOfADescriptorBringsNobodyBack(Kind kind) throws Exception {
        for (var other : NotWatched.values()) {
            try (var backend = backend(kind)) {
                var gone = network.pipe();
                var open = network.pipe();
                var removed = network.pipe();
                for (var pipe : List.of(gone, open, removed)) {
                    Pipes.put(pipe, "x");
                    backend.add(pipe.source(), Set.of(READ));
                }
                backend.remove(removed.source());
                if (other == NotWatched.REFUSED) {
                    expectRefusal(backend, kind);
                }
                network.open(new CopiedDescriptor(Descriptors.of(gone.source())));
                gone.source().close();

                for (var time : List.of("the first", "the second", "the third")) {
                    assertThat(found(backend))
                            .as(
                                    "what %s await hands over: one channel with bytes to read is"
                                            + " watched, another one is closed, while a copy of its"
                                            + " descriptor lives, and a third one was %s",
                                    time, other)
                            .withRepresentation(new KeyNames())
                            .containsExactly(open.source());
                }
            }
        }
    }

    private void expectRefusal(Backend backend, Kind kind) throws IOException {
        if (kind == Kind.POLL) {
            return; // it takes every descriptor
        }
        var unfit = unfitFor(kind);
        assertRefused(
                List.of(IOException.class, IllegalArgumentException.class),
                () -> backend.add(unfit, Set.of(READ)),
                "add of what %s cannot watch",
                kind);
    }

    private static List<SelectableChannel> found(Backend backend) throws Exception {
        var found = new ArrayList<SelectableChannel>();
        backend.await(AT_ONCE, (channel, events) -> found.add(channel));
        return found;
    }

    @OnEveryBackend
    void whatIsRefusedIsNotWatched(Kind kind) throws Exception {
        try (var backend = backend(kind)) {
            var open = network.pipe();
            var closed = network.pipe().source();
            Pipes.put(open, "x");
            backend.add(open.source(), Set.of(READ));
            closed.close();

            assertThrows(
                    ClosedChannelException.class,
                    () -> backend.add(closed, Set.of(READ)),
                    "add of a closed channel, on %s,",
                    kind);
            expectRefusal(backend, kind);
            var unknown = network.open(new UnknownChannel());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> backend.add(unknown, Set.of(READ)),
                    "add of a channel that has no descriptor (it is neither the JDK's own nor a"
                            + " Fileno), on %s,",
                    kind);
            assertThat(found(backend))
                    .as("what await hands over, when others were refused beside a ready one")
                    .withRepresentation(new KeyNames())
                    .containsExactly(open.source());
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void aCopyOfADescriptorMakesNoWaitLonger() throws Exception {
        var timeout = Duration.ofDays(1);
        try (var backend = backend(Kind.EPOLL)) {
            var gone = network.pipe();
            network.open(new CopiedDescriptor(Descriptors.of(gone.source())));
            backend.add(gone.source(), Set.of(READ));
            backend.add(network.pipe().source(), Set.of(READ));
            gone.source().close();
            var call = "await(%s) of the EPOLL backend".formatted(timeout);
            var waiter =
                    new Waiter<>(
                                    call,
                                    background,
                                    () -> {
                                        assertThrows(
                                                InterruptedException.class,
                                                () ->
                                                        backend.await(
                                                                timeout, (channel, events) -> {}),
                                                "%s in a thread that is interrupted meanwhile",
                                                call);
                                        return "an exception";
                                    })
                            .awaitTheKernel();
            var begun = System.nanoTime(); // or before
            background.await(
                    "some of its time has passed", () -> System.nanoTime() - begun > 50_000_000);

            Pipes.put(gone, "for the copy");

            waiter.asksForTheTimeThatIsLeft(timeout.minusNanos(System.nanoTime() - begun));
            waiter.interrupt();
            waiter.answerAfter("an interrupt");
        }
    }

    @OnEveryBackend
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tried on Linux only")
    void withoutDescriptorsNoBackendIsOpened(Kind kind) throws Exception {
        backend(kind).close(); // all classes are there that it takes
        var here = backends.create(Availability.here());
        Throwable thrown = null;
        try (var shortage = new NoDescriptors()) {
            shortage.begins();
            here.open(kind).close();
        } catch (Throwable e) {
            thrown = e;
        }

        assumeFalse(thrown instanceof LinkageError, "a class could not be read meanwhile");
        if (thrown != null) {
            assertThat(thrown)
                    .as("what open(%s) throws when this process gets no more descriptors", kind)
                    .isInstanceOf(IOException.class);
        }
    }

    @OnEveryBackend
    void whatAFailingFoundHasNotTakenIsLookedForAgain(Kind kind) throws Exception {
        try (var backend = backend(kind)) {
            var pipes = List.of(network.pipe(), network.pipe());
            for (var pipe : pipes) {
                Pipes.put(pipe, "x");
                backend.add(pipe.source(), Set.of(READ));
            }
            var failure = new IllegalStateException("has no time");
            assertPassedOn(
                    failure,
                    () ->
                            backend.await(
                                    AT_ONCE,
                                    (channel, events) -> {
                                        throw failure;
                                    }),
                    "await, when what it hands over to throws an exception,");

            for (var pipe : pipes) {
                pipe.source().read(ByteBuffer.allocate(1));
            }
            var found = new ArrayList<SelectableChannel>();
            backend.await(AT_ONCE, (channel, events) -> found.add(channel));

            assertThat(found)
                    .as("found by the next wait, when all bytes have been read since")
                    .isEmpty();
        }
    }

    @Test
    void selectWatchesDescriptorsUpTo1023() throws Exception {
        for (var number : List.of(0, 1_022, 1_023)) {
            try (var backend = backend(Kind.SELECT)) {
                var channel = network.open(new NumberedChannel(number));

                assertSucceeds(
                        () -> backend.add(channel, Set.of(READ)),
                        "add of a channel with descriptor %s, on SELECT,",
                        number);
            }
        }
        for (var number : List.of(1_024, 1_025, 100_000)) {
            try (var backend = backend(Kind.SELECT)) {
                var channel = network.open(new NumberedChannel(number));

                assertThrows(
                        IllegalArgumentException.class,
                        () -> backend.add(channel, Set.of(READ)),
                        "add of a channel with descriptor %s, on SELECT,",
                        number);
            }
        }
    }

    @OnEveryBackend
    void whatOneBackendWatchesEndsNoWaitOfAnother(Kind kind) throws Exception {
        Availability.here().missing(kind).ifPresent(reason -> abort(reason));
        var all = backends.create(Availability.here());
        var one = selectors.create(all.open(kind));
        var other = selectors.create(all.open(kind));
        var ready = network.pipe();
        Pipes.put(ready, "x");
        other.register(ready.source(), Set.of(READ), null);
        one.register(network.pipe().source(), Set.of(READ), null);

        var start = System.nanoTime();
        assertReady(one.select(Duration.ofMillis(3))).isEmpty();

        assertThat(System.nanoTime() - start)
                .as(
                        "nanoseconds that select(3 ms) took with nothing ready, when a channel is"
                                + " ready that another backend watches")
                .isGreaterThanOrEqualTo(3_000_000);
    }

    /** A channel whose descriptor nobody can tell. */
    private static final class UnknownChannel extends AbstractSelectableChannel {
        UnknownChannel() throws IOException {
            super(SelectorProvider.provider());
            configureBlocking(false);
        }

        @Override
        public int validOps() {
            return SelectionKey.OP_READ;
        }

        @Override
        protected void implCloseSelectableChannel() {}

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }

    private static long epollInstances() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(BackendsOpened::isEpoll).count();
        }
    }

    private static boolean isEpoll(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("eventpoll");
        } catch (IOException closedSince) {
            return false;
        }
    }
}

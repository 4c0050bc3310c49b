package course.selectors;

import static course.kit.Assumptions.abort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import static java.util.stream.Collectors.joining;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.kit.Patience;
import course.kit.net.Network;
import course.kit.trace.Calls;
import course.select.HighDescriptors;
import course.select.Waiter;
import course.select.system.Descriptors;
import course.select.system.FdSet;
import course.select.system.Signals;
import course.selectors.Backends.Availability;
import course.selectors.Backends.Kind;
import course.selectors.Selector.Ready;

import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectableChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What the parts of a selector's specification have in common. They hold on every backend: for
 * exercise 6.1 on given backends, for 6.2 under a given selector.
 */
abstract class SelectorExamples {
    static final Duration AT_ONCE = Duration.ZERO;
    static final Duration SOON = Patience.limit();

    final Candidate<Selector> selectors;
    final Candidate<Backends> backends;
    final Network network;
    final Background background;
    Selector selector;

    SelectorExamples(
            Candidate<Selector> selectors,
            Candidate<Backends> backends,
            Network network,
            Background background) {
        this.selectors = selectors;
        this.backends = backends;
        this.network = network;
        this.background = background;
    }

    void open(Kind kind) throws Exception {
        selector = recorded(selectors.create(backend(kind)));
    }

    static Selector recorded(Selector selector) {
        return Calls.recorded(Example.current().trace(), Selector.class, selector, KeyNames::brief);
    }

    Backend backend(Kind kind) throws Exception {
        Availability.here().missing(kind).ifPresent(reason -> abort(reason));
        return backends.create(Availability.here()).open(kind);
    }

    /** An open channel such as this kind of backend cannot watch. */
    SelectableChannel unfitFor(Kind kind) throws IOException {
        return switch (kind) {
            case EPOLL -> {
                var file = Files.createTempFile("regular", ".txt");
                var open = network.open(FileChannel.open(file));
                var channel = network.open(NumberedChannel.of(file));
                Files.delete(file);
                assertThat(open.isOpen()).isTrue();
                yield channel;
            }
            case NIO -> network.open(new NumberedChannel(Descriptors.of(network.pipe().source())));
            case POLL -> abort("poll takes every descriptor");
            case SELECT -> HighDescriptors.pipeBeyond(FdSet.CAPACITY, network).source();
        };
    }

    static ObjectAssert<SelectorKey> assertKey(SelectorKey key) {
        return assertThat(key).as("the key").withRepresentation(new KeyNames());
    }

    static ListAssert<Ready> assertReady(List<Ready> ready) {
        return assertThat(ready).as("what select reports").withRepresentation(new KeyNames());
    }

    /**
     * @return what was thrown
     */
    static Throwable assertThrows(
            Class<? extends Throwable> type, ThrowingCallable call, String what, Object... args) {
        var thrown = catchThrowable(call);
        if (!type.isInstance(thrown)) {
            throw otherwise(what.formatted(args) + " throws " + type.getSimpleName(), thrown);
        }
        return thrown;
    }

    /** What a backend or a callback throws reaches the caller as it is. */
    static void assertPassedOn(
            Throwable failure, ThrowingCallable call, String what, Object... args) {
        var thrown = catchThrowable(call);
        if (thrown != failure) {
            throw otherwise(what.formatted(args) + " throws " + failure, thrown);
        }
    }

    /** What may be refused in several ways. */
    static void assertRefused(
            List<Class<? extends Exception>> types,
            ThrowingCallable call,
            String what,
            Object... args) {
        var thrown = catchThrowable(call);
        if (types.stream().noneMatch(type -> type.isInstance(thrown))) {
            var names = types.stream().map(Class::getSimpleName).collect(joining(" or "));
            throw otherwise(what.formatted(args) + " throws " + names, thrown);
        }
    }

    static void assertSucceeds(ThrowingCallable call, String what, Object... args) {
        var thrown = catchThrowable(call);
        if (thrown != null) {
            throw otherwise(what.formatted(args) + " succeeds", thrown);
        }
    }

    private static AssertionError otherwise(String contract, Throwable thrown) {
        return new AssertionError(
                "%s, says the contract, but it %s"
                        .formatted(
                                contract, thrown == null ? "has returned" : "has thrown " + thrown),
                thrown);
    }

    /** A selector that is closed says so, or that the channel is no longer registered. */
    static void assertUnknown(ThrowingCallable call, String what) {
        assertRefused(
                List.of(IllegalStateException.class, NoSuchElementException.class), call, what);
    }

    Waiter<List<Ready>> waiter(Duration timeout) {
        return waiter("select(" + timeout + ")", timeout);
    }

    Waiter<List<Ready>> waiter(String call, Duration timeout) {
        return new Waiter<>(call, background, () -> selector.select(timeout));
    }

    /** A select that has nothing to wait for but its time: how it passes it is its own business. */
    void restsUntilItIsInterrupted(String call, Duration timeout) {
        var task =
                background.start(
                        "the call",
                        () -> {
                            try {
                                throw new AssertionError(
                                        "%s has returned %s, but nothing has happened: it must wait"
                                                .formatted(call, selector.select(timeout)));
                            } catch (InterruptedException ended) {
                                // as it must
                            }
                        });
        background.await(
                call + " waits",
                () -> task.hasEnded() || task.isWaiting() || Signals.isInSystemCall(task.thread()));
        task.thread().interrupt();
        background.await(call + " ends when its thread is interrupted", task::hasEnded);
    }

    /** A select that is to be interrupted; its answer is the interrupt status afterwards. */
    Waiter<Boolean> interruptible(Duration timeout) {
        return interruptible("select(" + timeout + ")", timeout);
    }

    Waiter<Boolean> interruptible(String call, Duration timeout) {
        return new Waiter<>(
                call,
                background,
                () -> {
                    assertThrows(
                            InterruptedException.class,
                            () -> selector.select(timeout),
                            "%s in a thread that is interrupted meanwhile",
                            call);
                    return Thread.currentThread().isInterrupted();
                });
    }
}

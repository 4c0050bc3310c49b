package course.select;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.net.Network;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** How long a wait lasts, and what ends it. */
abstract class SelectWaits extends SelectExamples {
    private static final int MANY_SIGNALS = 20_000;

    SelectWaits(Select select, Network network, Background background) {
        super(select, network, background);
    }

    @Test
    void aZeroTimeoutLooksAndReturns() throws Exception {
        var pipe = network.pipe();

        assertNothing(
                select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE),
                "after a look at an empty pipe");
        assertNothing(select.select(NONE, NONE, NONE, AT_ONCE), "with nothing to watch");
    }

    @Test
    void whenTheTimeHasPassedAllListsAreEmpty() throws Exception {
        var pipe = network.pipe();

        var ready = select.select(List.of(pipe.source()), NONE, NONE, Duration.ofMillis(20));

        assertNothing(ready, "when the time has passed");
    }

    @Test
    void withoutATimeoutItWaitsUntilSomethingHappens() throws Exception {
        var pipe = network.pipe();
        var waiter = waiter(pipe, null);
        waiter.awaitTheKernel();

        write(pipe);

        assertChannels(waiter.answerAfter("a byte").readable(), "readable, when a byte has come")
                .containsExactly(pipe.source());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT36M",
                "PT1H11M34.968S",
                "PT596H31M23.648S",
                "PT1193H2M47.297S",
                "P36500D",
                "PT9223372036.854775807S",
                "PT9223372036854775807S"
            })
    void aLongTimeoutIsWaitedForAsWell(Duration timeout) throws Exception {
        var pipe = network.pipe();
        var waiter = waiter(pipe, timeout);
        waiter.awaitTheKernel();

        waiter.withstandSignals();
        write(pipe);

        assertChannels(
                        waiter.answerAfter("a byte").readable(),
                        "readable, when a byte has come long before the end of %s",
                        timeout)
                .containsExactly(pipe.source());
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.0005S, 1",
        "PT0.000999999S, 1",
        "PT0.0015S, 1",
        "PT0.002999001S, 1",
        "PT0.0005S, 0",
        "PT0.002999001S, 0"
    })
    void noWaitEndsBeforeItsTimeHasPassed(Duration timeout, int channels) throws Exception {
        var quiet = sources(pipes(channels));

        var shortest = Long.MAX_VALUE;
        for (var i = 0; i < 20; i++) {
            var start = System.nanoTime();
            select.select(quiet, NONE, NONE, timeout);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }

        assertThat(shortest)
                .as(
                        "nanoseconds that the shortest of 20 calls took, each select(%s) with"
                                + " nothing %s",
                        timeout, channels == 0 ? "to watch" : "ready")
                .isGreaterThanOrEqualTo(timeout.toNanos());
    }

    /** Much is watched, so that the time is over before the kernel is asked. */
    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "PT0.000001S"})
    void aTimeoutThatIsOverBeforeTheWaitBeginsEndsItAllTheSame(Duration timeout) throws Exception {
        var quiet = sources(pipes(100));
        var waiter =
                new Waiter<>(
                        "each of 50 calls select(%s), of 100 channels none of which is ready,"
                                .formatted(timeout),
                        background,
                        () -> {
                            for (var i = 0; i < 50; i++) {
                                assertNothing(
                                        select.select(quiet, NONE, NONE, timeout),
                                        "when %s have passed, and nothing was ready",
                                        timeout);
                            }
                            return null;
                        });

        waiter.answerAfter("its time");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"PT1M", "PT9223372036854775807S"})
    void withNothingToWatchItWaitsForItsTime(Duration timeout) throws Exception {
        new Waiter<>(
                        "select with nothing to watch, timeout " + timeout,
                        background,
                        () -> select.select(NONE, NONE, NONE, timeout))
                .mayWaitAnywhere()
                .awaitTheKernel()
                .withstandSignals();
    }

    @Test
    void aSignalDoesNotEndTheWait() throws Exception {
        var pipe = network.pipe();
        var waiter = waiter(pipe, AMPLE);
        waiter.awaitTheKernel();

        waiter.withstandSignals();
        write(pipe);

        assertChannels(
                        waiter.answerAfter("a byte").readable(),
                        "readable, after many signals and one byte")
                .containsExactly(pipe.source());
    }

    @Test
    void aSignalDoesNotMakeTheWaitStartAnew() throws Exception {
        var timeout = Duration.ofMillis(200);
        var waiter = waiter(network.pipe(), timeout);
        waiter.awaitTheKernel();

        assertNothing(waiter.answerAmongSignals(), "when the time has passed, among signals");
        waiter.hasTakenAtLeast(timeout);
    }

    @Test
    void signalsInAQuickSuccessionDoNotProlongTheWait() throws Exception {
        waiter(network.pipe(), AMPLE).asksForTheTimeThatIsLeft(AMPLE);
    }

    @Test
    void aSignalDoesNotMakeALookFail() throws Exception {
        var quiet = List.of(network.pipe().source());
        var enough = new AtomicBoolean();
        var waiter =
                new Waiter<>(
                        "select, which looks again and again,",
                        background,
                        () -> {
                            while (!enough.get()) {
                                Thrown.nothingBy(
                                        () -> select.select(quiet, NONE, NONE, AT_ONCE),
                                        "select(%s), when a signal comes during the look,",
                                        AT_ONCE);
                            }
                            return null;
                        });

        waiter.receivesSignals(MANY_SIGNALS);
        enough.set(true);

        waiter.answerAfter("many signals");
    }

    @ParameterizedTest
    @CsvSource({
        ", 1",
        "PT1M, 1",
        "P36500D, 1",
        "PT9223372036854775807S, 1",
        ", 0",
        "PT1M, 0",
        "P36500D, 0"
    })
    void anInterruptEndsTheWait(Duration timeout, int channels) throws Exception {
        var quiet = sources(pipes(channels));
        var waiter =
                new Waiter<>(
                        "select(%s) of %s channels".formatted(timeout, channels),
                        background,
                        () -> isInterruptedAfterAnInterruptedSelect(quiet, timeout));
        waiter.mayWaitAnywhere().awaitTheKernel();

        waiter.interrupt();

        assertThat(waiter.answerAfter("an interrupt"))
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
    }

    private boolean isInterruptedAfterAnInterruptedSelect(
            List<SelectableChannel> channels, Duration timeout) {
        Thrown.by(
                () -> select.select(channels, NONE, NONE, timeout),
                InterruptedException.class,
                "select(%s) of %s channels in a thread that is interrupted meanwhile",
                timeout,
                channels.size());
        return Thread.currentThread().isInterrupted();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "PT1M")
    void afterAnInterruptTheSameThreadWaitsForOtherChannelsAlone(Duration timeout)
            throws Exception {
        var former = network.pipe();
        var other = network.pipe();
        var interrupted = new AtomicBoolean();
        var waiter =
                new Waiter<>(
                        "select(%s) of another channel, after one that was interrupted while it waited"
                                .formatted(timeout),
                        background,
                        () -> {
                            Thrown.by(
                                    () ->
                                            select.select(
                                                    List.of(former.source()),
                                                    List.of(),
                                                    List.of(former.source()),
                                                    timeout),
                                    InterruptedException.class,
                                    "select(%s) in a thread that is interrupted meanwhile",
                                    timeout);
                            write(former);
                            interrupted.set(true);
                            return select.select(List.of(other.source()), NONE, NONE, timeout);
                        });
        waiter.awaitTheKernel();

        waiter.interrupt();
        background.await("the interrupt ends the first select", interrupted::get);
        waiter.awaitTheKernel();
        write(other);

        assertChannels(
                        waiter.answerAfter("a byte").readable(),
                        "readable, in a call after one that was interrupted while it waited")
                .containsExactly(other.source());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT0S, false", "PT1M, true", "PT1M, false", ", true", ", false"})
    void anInterruptThatCameBeforeEndsItAsWell(Duration timeout, boolean ready) throws Exception {
        var pipe = network.pipe();
        if (ready) {
            write(pipe);
        }

        Thread.currentThread().interrupt();
        Thrown.by(
                () -> select.select(List.of(pipe.source()), NONE, NONE, timeout),
                InterruptedException.class,
                "select(%s) by a thread that was interrupted before, with a pipe that %s",
                timeout,
                ready ? "is ready" : "is not ready");

        assertThat(Thread.interrupted())
                .as("the thread's interrupt status after the InterruptedException")
                .isFalse();
        Thrown.nothingBy(
                () -> select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE),
                "the next select of the same thread");
    }

    @Test
    void whatBecomesOfTheCollectionsMeanwhileChangesNothing() throws Exception {
        var pipe = network.pipe();
        var readers = new ArrayList<SelectableChannel>(List.of(pipe.source()));
        var writers = new ArrayList<SelectableChannel>();
        var waiter =
                new Waiter<>(
                        "select", background, () -> select.select(readers, writers, NONE, AMPLE));
        waiter.awaitTheKernel();

        readers.clear();
        writers.add(pipe.sink());
        waiter.withstandSignals();
        write(pipe);

        var ready = waiter.answerAfter("a byte");
        assertChannels(
                        ready.readable(),
                        "readable: a byte came, and the collection was emptied during the wait")
                .containsExactly(pipe.source());
        assertChannels(ready.writable(), "writable: nothing was to be watched at the call")
                .isEmpty();
    }

    /** A channel that is not ready yet, and what makes it so. */
    private record Awaited(SelectableChannel channel, Background.Body event) {}

    private Awaited awaited(Place place) throws Exception {
        var pipe = network.pipe();
        return switch (place) {
            case READERS -> new Awaited(pipe.source(), () -> write(pipe));
            case WRITERS -> {
                Pipes.fill(pipe);
                yield new Awaited(pipe.sink(), () -> EpollExamples.empty(pipe));
            }
            case EXCEPTIONAL -> {
                var connection = Connection.over(network);
                yield new Awaited(connection.channel(), () -> connection.client().shouts('!'));
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void aChannelThatIsTakenOutOfItsCollectionMeanwhileIsReportedAllTheSame(Place place)
            throws Exception {
        var awaited = awaited(place);
        var channels = new ArrayList<>(List.of(awaited.channel()));
        var waiter = new Waiter<>("select", background, () -> select(place, channels, AMPLE));
        waiter.awaitTheKernel();

        channels.clear();
        awaited.event().run();

        assertChannels(
                        of(place, waiter.answerAfter("what it waited for")),
                        "%s: the channel was in the collection when the call was made, and was"
                                + " taken out while it waited",
                        place)
                .containsExactly(awaited.channel());
    }

    @ParameterizedTest
    @EnumSource
    void aSignalAfterAChannelWasClosedMakesTheWaitNeitherFailNorHideTheOthers(Place place)
            throws Exception {
        // several: the lowest number is taken at once, for a look at whether the call waits
        var closed = new ArrayList<SelectableChannel>();
        for (var i = 0; i < 4; i++) {
            closed.add(awaited(place).channel());
        }
        var other = awaited(place);
        var all = new ArrayList<>(closed);
        all.add(other.channel());
        var waiter = new Waiter<>("select", background, () -> select(place, all, AMPLE));
        waiter.awaitTheKernel();

        for (var channel : closed) {
            channel.close();
        }
        waiter.receivesSignals();
        other.event().run();

        assertChannels(
                        of(place, waiter.answerAfter("signals, and what it waited for")),
                        "%s: four channels were closed during the wait, then signals came, then the"
                                + " fifth was ready (the closed ones may be listed, and may have"
                                + " ended the wait)",
                        place)
                .containsAnyElementsOf(all);
    }

    @ParameterizedTest
    @EnumSource
    void aSignalAfterAClosedChannelsNumberWasTakenMakesTheWaitNeitherFailNorHideTheOthers(
            Place place) throws Exception {
        var closed = awaited(place).channel();
        var other = awaited(place);
        var all = List.of(closed, other.channel());
        var waiter = new Waiter<>("select", background, () -> select(place, all, AMPLE));
        waiter.awaitTheKernel();

        Pipes.quieten(Pipes.replace(closed, network));
        waiter.receivesSignals();
        other.event().run();

        assertChannels(
                        of(place, waiter.answerAfter("signals, and what it waited for")),
                        "%s: one channel was closed during the wait and its descriptor's number"
                                + " went to a channel that is not ready, then signals came, then"
                                + " the other channel was ready (the closed one may be listed, and"
                                + " may have ended the wait)",
                        place)
                .containsAnyElementsOf(all);
    }

    @Test
    void aChannelThatIsClosedMeanwhileHidesNoOther() throws Exception {
        var closed = network.pipe().source();
        var pipe = network.pipe();
        var both = List.of(closed, pipe.source());
        var waiter =
                new Waiter<>("select", background, () -> select.select(both, NONE, NONE, AMPLE));
        waiter.awaitTheKernel();

        closed.close();
        write(pipe);

        assertChannels(
                        waiter.answerAfter("a byte").readable(),
                        "readable: one channel was closed during the wait, the other has a byte")
                .contains(pipe.source());
    }

    @Test
    void threadsThatSelectAtOnceDoNotDisturbEachOther() throws Exception {
        var first = network.pipe();
        var second = network.pipe();
        write(first);
        write(second);

        var name = Thread.currentThread().getName();
        var meanwhile =
                background.start(
                        "another select",
                        () -> {
                            Thread.currentThread().setName(name); // virtual threads have none
                            selectAgainAndAgain(second);
                        });
        selectAgainAndAgain(first);

        meanwhile.awaitEnd();
    }

    private void selectAgainAndAgain(Pipe pipe) throws Exception {
        for (var i = 0; i < 20_000; i++) {
            var ready = select.select(List.of(pipe.source()), NONE, NONE, AT_ONCE);
            if (ready.readable().size() != 1) {
                throw new AssertionError(
                        "a pipe with bytes was not readable while another thread was selecting");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void aThreadThatWaitsDoesNotKeepAnotherOneWaiting(int threads) throws Exception {
        var quiet = network.pipe();
        var busy = network.pipe();
        write(busy);
        var waiter = waiter(quiet, null).awaitTheKernel();
        for (var i = 1; i < threads; i++) {
            var another = network.pipe().source();
            new Waiter<>(
                            "select of thread %s, while the %s before it wait in theirs,"
                                    .formatted(i + 1, i),
                            background,
                            () -> select.select(List.of(another), NONE, NONE))
                    .awaitTheKernel();
        }
        var ready = new ArrayList<Select.Ready>();

        var other =
                background.start(
                        "another select",
                        () -> ready.add(select.select(List.of(busy.source()), NONE, NONE)));
        background.await(
                "another thread's select returns at once, with its own channel that is ready, while %s"
                        .formatted(threads == 1 ? "a first one waits" : threads + " others wait"),
                other::hasEnded);

        assertChannels(ready.getFirst().readable(), "readable, in the last thread")
                .containsExactly(busy.source());
        write(quiet);
        assertChannels(waiter.answerAfter("a byte").readable(), "readable, in the first thread")
                .containsExactly(quiet.source());
    }
}

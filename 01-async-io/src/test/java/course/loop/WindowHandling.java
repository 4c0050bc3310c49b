package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Clicks and keys, and their handlers. */
abstract class WindowHandling extends WindowExamples {
    private static final int MANY = 100_000;

    WindowHandling(Candidate<Window> candidate, Candidate<EventLoop> loops, Background background)
            throws Exception {
        super(candidate, loops, background);
    }

    // 1.2.1: clicks

    @ParameterizedTest
    @CsvSource({"3, 4", "0, 0", "-5, 7", "2147483647, -2147483648"})
    void aClickIsHandled(int pointX, int pointY) {
        window.onClick((x, y) -> diary.processed("click at %s, %s".formatted(x, y)));

        click(pointX, pointY);

        settle();
        diary.expectProcessed(
                "the handler is told where", "click at %s, %s".formatted(pointX, pointY));
    }

    @ParameterizedTest
    @EnumSource
    void theHandlerRunsOnTheLoopsThreadNotOnTheMouses(Device device) {
        var threads = new CopyOnWriteArrayList<Thread>();
        device.setHandler(window, number -> threads.add(Thread.currentThread()));

        send(device, 1);

        settle();
        if (!threads.equals(List.of(loopThread))) {
            throw new AssertionError(
                    diary.with(
                            "a handler runs on the loop's thread: click() and press() only post a message\n  expected: run by [the loop]\n  but was:  run by %s"
                                    .formatted(threads.stream().map(Thread::getName).toList())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClickDoesNotWaitUntilItIsHandled(Device device) {
        handle(device, number -> takes(ofSeconds(1)));
        send(device, 1);
        settle();

        send(device, 2);
        diary.expectProcessed("the second one waits for the first one's handler", device.name(1));

        advance(ofSeconds(2));
        diary.expectProcessed(ALL_IN_ORDER, device.name(1), device.name(2));
    }

    @ParameterizedTest
    @EnumSource
    void fastClicksAreHandledOneByOne(Device device) {
        handle(device, number -> takes(ofSeconds(1)));

        for (var i = 0; i < 5; i++) {
            send(device, 7);
        }

        advance(ofSeconds(10));
        diary.expectProcessed(
                "five clicks at the same point are five clicks, and the same key five times is five"
                        + " keys, though the window is slow",
                device.name(7),
                device.name(7),
                device.name(7),
                device.name(7),
                device.name(7));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageCarriesTheHandlerOfItsOwnTime(Device device) {
        device.setHandler(
                window,
                number -> {
                    diary.processed(device.name(number) + " by the first handler");
                    takes(ofSeconds(1));
                });
        send(device, 1);
        settle();
        send(device, 2);

        device.setHandler(
                window, number -> diary.processed(device.name(number) + " by the second handler"));
        send(device, 3);

        advance(ofSeconds(5));
        diary.expectProcessed(
                "what is in the queue keeps the handler that was set when it came",
                device.name(1) + " by the first handler",
                device.name(2) + " by the first handler",
                device.name(3) + " by the second handler");
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerMaySetAnotherOne(Device device) {
        device.setHandler(
                window,
                number -> {
                    diary.processed(device.name(number) + " by the first handler");
                    handle(device);
                    device.send(window, 3);
                });
        loop.post(() -> {
            device.send(window, 1);
            device.send(window, 2);
        });

        settle();

        diary.expectProcessed(
                "a handler that is set by a handler holds for what comes from then on",
                device.name(1) + " by the first handler",
                device.name(2) + " by the first handler",
                device.name(3),
                device.name(3));
    }

    @ParameterizedTest
    @EnumSource
    void withoutAHandlerAClickDoesNothing(Device device) {
        loop.post(() -> takes(ofSeconds(1)));
        send(device, 1);

        handle(device);
        send(device, 2);

        advance(ofSeconds(2));
        diary.expectProcessed("what came before a handler was set does nothing", device.name(2));
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerIsForItsOwnDevice(Device device) {
        handle(device);

        for (var each : Device.values()) {
            send(each, 1);
        }

        settle();
        diary.expectProcessed("the other device has no handler", device.name(1));
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("the first handler has failed"),
                new AssertionError("the first handler has failed"),
                new StackOverflowError("the first handler has failed"),
                new IOException("the first handler has failed"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aHandlerThatFailsIsReportedAndTheWindowGoesOn(Throwable failure) {
        failsAtFirst(Device.MOUSE, failure);
    }

    private void failsAtFirst(Device device, Throwable failure) {
        expectsAFailure = true;
        handle(
                device,
                number -> {
                    if (number == 1) {
                        Failing.with(failure);
                    }
                });

        send(device, 1);
        send(device, 2);

        settle();
        diary.expectProcessed(
                "one handler that fails does not end the window", device.name(1), device.name(2));
        send(device, 3);
        settle();
        diary.expectProcessed(
                "a handler that has failed once stays set, for all that comes later",
                device.name(1),
                device.name(2),
                device.name(3));
        assertThat(failures)
                .withFailMessage(() ->
                        diary.with(
                                "the loop is told of a handler that fails: let the handler's exception go on\n  expected: [%s]\n  but was:  %s"
                                        .formatted(failure, failures)))
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .containsExactly(failure);
    }

    // 1.2.2: keys

    @Test
    void aKeyIsHandledAlsoWhenNobodyClicks() {
        window.onClick((x, y) -> diary.processed("click"));
        window.onKeyDown(key -> diary.processed("key " + key));

        press('a');
        press('b');

        settle();
        diary.expectProcessed(
                "nobody waits for the mouse before looking at the keyboard", "key a", "key b");
    }

    @ParameterizedTest
    @ValueSource(ints = {'A', ' ', 0, '\n', 0xE9, 0x952E, 0xFFFF})
    void everyKeyIsHandledAsItIs(int code) {
        var pressed = (char) code;
        var keys = new ArrayList<Character>();
        window.onKeyDown(keys::add);

        press(pressed);

        settle();
        assertThat(keys)
                .withFailMessage(() ->
                        "press was called with the character number %s, and the handler was told %s"
                                .formatted(
                                        code,
                                        keys.stream().map(key -> "number " + (int) key).toList()))
                .containsExactly(pressed);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aKeysHandlerThatFailsIsReportedToo(Throwable failure) {
        failsAtFirst(Device.KEYBOARD, failure);
    }

    @Test
    void clicksAndKeysAreHandledInTheOrderInWhichTheyCame() {
        window.onClick((x, y) -> {
            diary.processed("click " + x);
            takes(ofSeconds(1));
        });
        window.onKeyDown(key -> diary.processed("key " + key));

        click(1, 0);
        press('a');
        click(2, 0);
        press('b');
        press('c');
        click(3, 0);

        advance(ofSeconds(10));
        diary.expectProcessed(
                ALL_IN_ORDER, "click 1", "key a", "click 2", "key b", "key c", "click 3");
    }

    @ParameterizedTest
    @CsvSource({"MOUSE, KEYBOARD", "KEYBOARD, MOUSE", "MOUSE, MOUSE", "KEYBOARD, KEYBOARD"})
    void whatAHandlerPressesIsHandledAfterIt(Device device, Device other) {
        device.setHandler(
                window,
                number -> {
                    if (number == 1) {
                        other.send(window, 2);
                    }
                    diary.processed(device.name(number));
                });
        if (other != device) {
            handle(other);
        }

        send(device, 1);

        settle();
        diary.expectProcessed(
                "click() and press() only put a message into the queue, also on the loop's own"
                        + " thread",
                device.name(1),
                other.name(2));
    }

    @ParameterizedTest
    @EnumSource
    void whatAMessageOfSomebodyElsePressesIsHandledAfterItToo(Device device) {
        handle(device);
        send(device, 1);
        settle();

        loop.post(() -> {
            send(device, 2);
            diary.processed("somebody else's message");
        });

        settle();
        diary.expectProcessed(
                "click() and press() only put a message into the queue, also on the loop's own"
                        + " thread",
                device.name(1),
                "somebody else's message",
                device.name(2));
    }

    @ParameterizedTest
    @CsvSource({"MOUSE, KEYBOARD", "KEYBOARD, MOUSE", "MOUSE, MOUSE", "KEYBOARD, KEYBOARD"})
    void eachIsAMessageOfItsOwnInTheLoopsQueue(Device device, Device other) {
        handle(device);
        handle(other);

        loop.post(() -> {
            device.send(window, 1);
            loop.post(() -> diary.processed("somebody else's message"));
            other.send(window, 2);
        });

        settle();
        diary.expectProcessed(
                "each click and each key is a message in the loop's queue, so what somebody else"
                        + " has posted between the two is processed between them",
                device.name(1),
                "somebody else's message",
                other.name(2));
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatStopsTheLoopIsTheLastOne(Device device) {
        handle(device, number -> loop.stop());

        loop.post(() -> {
            for (var number = 1; number <= 3; number++) {
                device.send(window, number);
            }
        });

        settle();
        diary.expectProcessed(
                "each click and each key is a message in the loop's queue, and a loop that is"
                        + " stopped leaves those that are still in it",
                device.name(1));
    }

    @ParameterizedTest
    @EnumSource
    void whatComesBeforeTheLoopRunsIsHandledOnceItDoes(Device device) throws Exception {
        var otherClock = time.newClock("the other loop");
        var otherLoop = loops.create(otherClock, (Consumer<Throwable>) failures::add);
        var other = candidate.create(otherLoop, otherClock);
        device.setHandler(other, number -> diary.processed(device.name(number)));
        device.send(other, 1);
        device.send(other, 2);
        diary.expectProcessed("the loop does not run yet");

        otherClock.of(background.start("the other loop", otherLoop::run).thread());
        Example.current().closesAtEnd(otherLoop::stop);

        settle();
        diary.expectProcessed(ALL_IN_ORDER, device.name(1), device.name(2));
    }

    @Test
    void devicesOnSeveralThreadsLoseNothing() {
        var xs = new ArrayList<Integer>();
        var keys = new StringBuilder();
        window.onClick((x, y) -> xs.add(x));
        window.onKeyDown(keys::append);
        var mouse =
                background.start(
                        "the mouse",
                        () -> {
                            for (var x = 0; x < 2_000; x++) {
                                window.click(x, 0);
                            }
                        });
        var keyboard =
                background.start(
                        "the keyboard",
                        () -> {
                            for (var i = 0; i < 2_000; i++) {
                                window.press((char) ('a' + i % 26));
                            }
                        });

        mouse.awaitEnd();
        keyboard.awaitEnd();

        settle();
        expectAll("clicks", IntStream.range(0, 2_000).boxed().toList(), xs);
        expectAll(
                "keys",
                "abcdefghijklmnopqrstuvwxyz".repeat(77).chars().limit(2_000).boxed().toList(),
                keys.chars().boxed().toList());
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberMayWaitBehindASlowHandler(Device device) {
        var handled = new ArrayList<Integer>();
        device.setHandler(
                window,
                number -> {
                    if (handled.isEmpty()) {
                        takes(ofSeconds(60));
                    }
                    handled.add(number);
                });
        send(device, 0);
        settle();

        var sender =
                background.start(
                        device.told,
                        () -> {
                            for (var i = 1; i < MANY; i++) {
                                device.send(window, i % 26);
                            }
                        });
        inTheDiary(() ->
                background.await(
                        "each click() and each press() returns at once, however many are in the"
                                + " queue behind a slow handler",
                        sender::hasEnded));
        advance(ofSeconds(60));

        assertThat(handled.size())
                .withFailMessage(() ->
                        "%s. %s sent %s while the first one was being handled, and %s were handled"
                                .formatted(ALL_IN_ORDER, device.told, MANY, handled.size()))
                .isEqualTo(MANY);
    }

    private static void expectAll(String what, List<Integer> expected, List<Integer> handled) {
        if (!handled.equals(expected)) {
            var same = 0;
            while (same < Math.min(handled.size(), expected.size())
                    && handled.get(same).equals(expected.get(same))) {
                same++;
            }
            throw new AssertionError(
                    "%s. Two threads sent 2,000 clicks and 2,000 keys; of the %s, %s were handled, and the first %s of them in order"
                            .formatted(ALL_IN_ORDER, what, handled.size(), same));
        }
    }
}

package course.loop;

import static course.loop.Window.PATIENCE;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.Patience;
import course.loop.Window.NotResponding;
import course.loop.time.VirtualTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

@Exercise(id = "1.2", title = "Window", section = "看图说话讲事件驱动模型")
class WindowSpec {
    private static final String ALL_IN_ORDER =
            "every click and every key is handled once, in the order in which they came";

    private final Background background;
    private final VirtualTime time = new VirtualTime(this::check, Patience.limit());
    private final Diary diary = new Diary(time);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop;
    private final Window window;
    private final Thread loopThread;
    private volatile boolean expectsAFailure;

    WindowSpec(
            Candidate<Window> candidate, @Given Candidate<EventLoop> loops, Background background)
            throws Exception {
        this.background = background;
        var clock = time.newClock("the loop");
        loop = loops.create(clock, (Consumer<Throwable>) failures::add);
        window = candidate.create(loop, clock);
        loopThread = background.start("the loop", loop::run).thread();
        clock.of(loopThread);
        Example.current().closesAtEnd(loop::stop);
    }

    // 1.2.1: clicks

    @Test
    void aClickIsHandled() {
        window.onClick((x, y) -> diary.processed("click at %s, %s".formatted(x, y)));

        click(3, 4);

        settle();
        diary.expectProcessed("the handler is told where", "click at 3, 4");
    }

    @Test
    void theHandlerRunsOnTheLoopsThreadNotOnTheMouses() {
        var threads = new CopyOnWriteArrayList<Thread>();
        window.onClick((x, y) -> threads.add(Thread.currentThread()));

        click(1, 1);

        settle();
        if (!threads.equals(List.of(loopThread))) {
            throw new AssertionError(
                    diary.with(
                            "a handler runs on the loop's thread: click() only posts a message\n  expected: run by [the loop]\n  but was:  run by %s"
                                    .formatted(threads.stream().map(Thread::getName).toList())));
        }
    }

    @Test
    void aClickDoesNotWaitUntilItIsHandled() {
        window.onClick((x, y) -> {
            diary.processed("click " + x);
            takes(ofSeconds(1));
        });
        click(1, 0);
        settle();

        click(2, 0);
        diary.expectProcessed("the second click waits for the first one's handler", "click 1");

        advance(ofSeconds(2));
        diary.expectProcessed(ALL_IN_ORDER, "click 1", "click 2");
    }

    @Test
    void fastClicksAreHandledOneByOne() {
        window.onClick((x, y) -> {
            diary.processed("click");
            takes(ofSeconds(1));
        });

        for (var i = 0; i < 5; i++) {
            click(7, 7);
        }

        advance(ofSeconds(10));
        diary.expectProcessed(
                "five clicks at the same point are five clicks, though the window is slow",
                "click",
                "click",
                "click",
                "click",
                "click");
    }

    @Test
    void aMessageCarriesTheHandlerOfItsOwnTime() {
        window.onClick((x, y) -> {
            diary.processed("click %s by the first handler".formatted(x));
            takes(ofSeconds(1));
        });
        click(1, 0);
        settle();
        click(2, 0);

        window.onClick((x, y) -> diary.processed("click %s by the second handler".formatted(x)));
        click(3, 0);

        advance(ofSeconds(5));
        diary.expectProcessed(
                "a click that is in the queue keeps the handler that was set when it came",
                "click 1 by the first handler",
                "click 2 by the first handler",
                "click 3 by the second handler");
    }

    @Test
    void withoutAHandlerAClickDoesNothing() {
        click(1, 1);

        settle();
    }

    @Test
    void aHandlerThatFailsIsReportedAndTheWindowGoesOn() {
        expectsAFailure = true;
        var failure = new IllegalStateException("the first click's handler has failed");
        window.onClick((x, y) -> {
            diary.processed("click " + x);
            if (x == 1) {
                throw failure;
            }
        });

        click(1, 0);
        click(2, 0);

        settle();
        diary.expectProcessed(
                "one handler that fails does not end the window", "click 1", "click 2");
        assertThat(failures)
                .as("the failures that the loop was told of: let the handler's exception go on")
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

    @Test
    void whatAHandlerPressesIsHandledAfterIt() {
        window.onClick((x, y) -> {
            window.press('a');
            diary.processed("click");
        });
        window.onKeyDown(key -> diary.processed("key " + key));

        click(1, 1);

        settle();
        diary.expectProcessed(
                "press() only puts a message into the queue, also on the loop's own thread",
                "click",
                "key a");
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
        assertThat(xs).as("the clicks of 2,000, in their order").hasSize(2_000).isSorted();
        assertThat(keys.toString())
                .as("the keys of 2,000, in their order")
                .isEqualTo("abcdefghijklmnopqrstuvwxyz".repeat(77).substring(0, 2_000));
    }

    // 1.2.3: does it respond?

    @Test
    void aWindowWithNothingToDoResponds() {
        window.onClick((x, y) -> {});
        click(1, 1);

        advance(ofHours(1));

        expectResponding("nothing has happened for an hour, and nothing had to");
    }

    @Test
    void aHandlerThatTakesTooLongIsReported() {
        window.onClick((x, y) -> takes(ofSeconds(60)));
        click(1, 1);

        advance(PATIENCE.minusNanos(1));
        expectResponding("the handler has been running for a little less than 5 s");

        advance(Duration.ofNanos(1));
        assertThat(expectNotResponding().busyFor()).as("busyFor").isEqualTo(PATIENCE);
        advance(ofSeconds(7));
        assertThat(expectNotResponding().busyFor()).as("busyFor").isEqualTo(ofSeconds(12));
    }

    @Test
    void aKeysHandlerIsReportedToo() {
        window.onKeyDown(key -> takes(ofSeconds(60)));
        press('a');

        advance(PATIENCE);

        expectNotResponding();
    }

    @Test
    void itSaysWhereTheHandlerStands() {
        var handler = new SlowHandler();
        window.onClick(handler);
        click(1, 1);

        advance(PATIENCE);
        expectStanding(expectNotResponding().where(), handler);

        advance(PATIENCE);
        expectStanding(expectNotResponding().where(), handler);
    }

    /** Loads two pictures, and knows its own line. */
    private final class SlowHandler implements Window.ClickHandler {
        private volatile int line;

        @Override
        public void onClick(int x, int y) {
            line = lineOfCaller() + 1;
            load();
            line = lineOfCaller() + 1;
            load();
        }

        private void load() {
            takes(ofSeconds(6));
        }

        private int lineOfCaller() {
            return new Throwable().getStackTrace()[1].getLineNumber();
        }
    }

    private void expectStanding(StackTraceElement where, SlowHandler handler) {
        var expected =
                new StackTraceElement(
                        SlowHandler.class.getName(), "onClick", "WindowSpec.java", handler.line);
        if (where == null || !shown(where).equals(shown(expected))) {
            throw new AssertionError(
                    diary.with(
                            """
                            where says at which line the handler stands now; the handler is the \
                            method that the window calls, onClick here
                              expected: %s
                              but was:  %s
                              the stack, what was called last comes first:
                                %s\
                            """
                                    .formatted(
                                            shown(expected),
                                            where == null ? "null" : shown(where),
                                            stackOfTheLoop())));
        }
    }

    private static String shown(StackTraceElement frame) {
        return "%s.%s (%s:%s)"
                .formatted(
                        frame.getClassName().replaceAll(".*\\.", ""),
                        frame.getMethodName(),
                        frame.getFileName(),
                        frame.getLineNumber());
    }

    private String stackOfTheLoop() {
        var lines = new ArrayList<String>();
        for (var frame : loopThread.getStackTrace()) {
            lines.add(shown(frame));
        }
        return String.join("\n    ", lines);
    }

    @Test
    void whenTheHandlerHasReturnedTheWindowRespondsAgain() {
        window.onClick((x, y) -> takes(ofSeconds(60)));
        window.onKeyDown(key -> diary.processed("key " + key));
        click(1, 1);
        advance(ofSeconds(30));
        expectNotResponding();
        press('a');

        advance(ofSeconds(31));

        expectResponding("the handler has returned");
        diary.expectProcessed("what was pressed in the meantime is not lost", "key a");
    }

    @Test
    void whenTheHandlerHasFailedTheWindowRespondsAgain() {
        expectsAFailure = true;
        window.onClick((x, y) -> {
            takes(ofSeconds(6));
            throw new IllegalStateException("failed at last");
        });
        click(1, 1);

        advance(ofSeconds(60));

        expectResponding("the handler has ended, with an exception");
    }

    @Test
    void manyQuickHandlersAreNotOneThatTakesTooLong() {
        window.onClick((x, y) -> takes(ofSeconds(1)));
        for (var i = 0; i < 20; i++) {
            click(i, 0);
        }

        for (var seconds = 1; seconds <= 15; seconds++) {
            advance(ofSeconds(1));
            expectResponding("no handler has been running for longer than a second");
        }
    }

    private void click(int x, int y) {
        device("the mouse", "click(%s, %s)".formatted(x, y), () -> window.click(x, y));
    }

    private void press(char key) {
        device("the keyboard", "press(%s)".formatted(key), () -> window.press(key));
    }

    /** Something happens on the thread of a device. */
    private void device(String name, String call, Background.Body body) {
        diary.note("%s: %s".formatted(name, call));
        var device = background.start(name, body);
        inTheDiary(() ->
                background.await(
                        call + " returns at once, before its handler has", device::hasEnded));
    }

    private void settle() {
        inTheDiary(() -> {
            time.awaitIdle();
            check();
        });
    }

    private void advance(Duration duration) {
        inTheDiary(() -> {
            time.advance(duration);
            check();
        });
    }

    /** Nobody is waited for in vain. */
    private void check() {
        Example.current().checkBackground();
        if (!failures.isEmpty() && !expectsAFailure) {
            var first = failures.getFirst();
            throw new AssertionError("a message on the loop has failed: " + first, first);
        }
    }

    private void inTheDiary(Runnable step) {
        try {
            step.run();
        } catch (AssertionError e) {
            throw new AssertionError(diary.with(e.getMessage()), e);
        }
    }

    /** A handler takes so long. */
    private void takes(Duration duration) {
        try {
            time.work(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks on a thread of its own, as a window manager does. */
    private Optional<NotResponding> probe() {
        var answer = new AtomicReference<Optional<NotResponding>>();
        var manager =
                background.start("the window manager", () -> answer.set(window.notResponding()));
        inTheDiary(() ->
                background.await(
                        "notResponding() answers at once, whatever the loop is doing",
                        manager::hasEnded));
        Example.current().checkBackground();
        diary.note("notResponding() answers " + answer.get());
        return answer.get();
    }

    private void expectResponding(String since) {
        var answer = probe();
        if (answer.isPresent()) {
            throw new AssertionError(
                    diary.with(
                            "the window responds, since %s%n  expected: nothing from notResponding()%n  but was:  %s"
                                    .formatted(since, answer.get())));
        }
    }

    private NotResponding expectNotResponding() {
        return probe().orElseThrow(() ->
                new AssertionError(
                        diary.with(
                                "a handler has been running for 5 s or longer, so"
                                        + " notResponding() must tell; it was"
                                        + " empty")));
    }
}

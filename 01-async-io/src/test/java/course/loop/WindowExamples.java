package course.loop;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.kit.Patience;
import course.loop.time.VirtualTime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** What the parts of Window's specification have in common. */
abstract class WindowExamples {
    static final String ALL_IN_ORDER =
            "every click and every key is handled once, in the order in which they came";

    final Candidate<Window> candidate;
    final Candidate<EventLoop> loops;
    final Background background;
    final VirtualTime time = new VirtualTime(this::check, Patience.limit());
    final Diary diary = new Diary(time);
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final VirtualTime.Clock clock;
    final EventLoop loop;
    final Window window;
    final Thread loopThread;
    volatile boolean expectsAFailure;

    WindowExamples(Candidate<Window> candidate, Candidate<EventLoop> loops, Background background)
            throws Exception {
        this.candidate = candidate;
        this.loops = loops;
        this.background = background;
        clock = time.newClock("the loop");
        loop = loops.create(clock, (Consumer<Throwable>) failures::add);
        window = candidate.create(loop, clock);
        loopThread = background.start("the loop", loop::run).thread();
        clock.of(loopThread);
        Example.current().closesAtEnd(loop::stop);
    }

    /** What a window is operated with. Clicks differ in their x, and keys in their letter. */
    enum Device {
        MOUSE("the mouse"),
        KEYBOARD("the keyboard");

        final String told;

        Device(String told) {
            this.told = told;
        }

        void setHandler(Window window, IntConsumer handler) {
            switch (this) {
                case MOUSE -> window.onClick((x, y) -> handler.accept(x));
                case KEYBOARD -> window.onKeyDown(key -> handler.accept(key - 'a'));
            }
        }

        void send(Window window, int number) {
            switch (this) {
                case MOUSE -> window.click(number, 0);
                case KEYBOARD -> window.press((char) ('a' + number));
            }
        }

        String name(int number) {
            return switch (this) {
                case MOUSE -> "click " + number;
                case KEYBOARD -> "key " + (char) ('a' + number);
            };
        }
    }

    /** Sets a handler that notes what it handles. */
    void handle(Device device) {
        handle(device, number -> {});
    }

    void handle(Device device, IntConsumer body) {
        device.setHandler(
                window,
                number -> {
                    diary.processed(device.name(number));
                    body.accept(number);
                });
    }

    void send(Device device, int number) {
        device(device.told, device.name(number), () -> device.send(window, number));
    }

    void click(int x, int y) {
        device("the mouse", "click(%s, %s)".formatted(x, y), () -> window.click(x, y));
    }

    void press(char key) {
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

    void settle() {
        inTheDiary(() -> {
            time.awaitIdle();
            check();
        });
    }

    void advance(Duration duration) {
        inTheDiary(() -> {
            time.advance(duration);
            check();
        });
    }

    /** Nobody is waited for in vain. */
    void check() {
        Example.current().checkBackground();
        if (!failures.isEmpty() && !expectsAFailure) {
            var first = failures.getFirst();
            throw new AssertionError("a message on the loop has failed: " + first, first);
        }
    }

    void inTheDiary(Runnable step) {
        try {
            step.run();
        } catch (AssertionError e) {
            throw new AssertionError(diary.with(e.getMessage()), e);
        }
    }

    /** A handler takes so long. */
    void takes(Duration duration) {
        try {
            time.work(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

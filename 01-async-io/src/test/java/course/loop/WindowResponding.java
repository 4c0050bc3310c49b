package course.loop;

import static course.loop.Window.PATIENCE;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.loop.Window.NotResponding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Does the window respond? */
abstract class WindowResponding extends WindowExamples {
    private static final int DEEP = 300;
    private static final int MOST_SHOWN = 40;

    WindowResponding(Candidate<Window> candidate, Candidate<EventLoop> loops, Background background)
            throws Exception {
        super(candidate, loops, background);
    }

    // 1.2.3: does it respond?

    @ParameterizedTest
    @EnumSource
    void aWindowWithNothingToDoResponds(Device device) {
        expectResponding("nothing has happened yet");
        handle(device);
        send(device, 1);

        advance(ofHours(1));

        expectResponding("nothing has happened for an hour, and nothing had to");
    }

    @Test
    void aHandlerThatTakesTooLongIsReported() {
        takesTooLong(Device.MOUSE);
    }

    @Test
    void aKeysHandlerIsReportedToo() {
        takesTooLong(Device.KEYBOARD);
    }

    private void takesTooLong(Device device) {
        handle(device, number -> takes(ofSeconds(60)));
        advance(ofNanos(999_999)); // handlers do not begin on the stroke of a millisecond
        send(device, 1);

        advance(PATIENCE.minusNanos(1));
        expectResponding("the handler has been running for a little less than 5 s");

        advance(ofNanos(1));
        expectBusyFor(PATIENCE);
        advance(ofSeconds(7).plusNanos(1));
        expectBusyFor(ofSeconds(12).plusNanos(1));
        advance(ofSeconds(40));
        expectBusyFor(ofSeconds(52).plusNanos(1));
    }

    private void expectBusyFor(Duration expected) {
        var seen = expectNotResponding().busyFor();
        if (!expected.equals(seen)) {
            throw new AssertionError(
                    diary.with(
                            "busyFor says how long the handler has been running%n  expected: %s%n  but was:  %s"
                                    .formatted(
                                            Diary.seconds(expected),
                                            seen == null ? "null" : Diary.seconds(seen))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeInTheQueueDoesNotCount(Device device) {
        loop.post(() -> takes(ofSeconds(60)));
        handle(device, number -> takes(ofSeconds(60)));
        send(device, 1);

        advance(ofSeconds(59));
        expectResponding("no handler is running: the message of somebody else keeps the loop busy");
        advance(ofSeconds(5));
        expectResponding("the handler has been running for 4 s");
        advance(ofSeconds(1));
        expectBusyFor(ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource
    void norDoesTimeBehindSomebodyElseAfterAnotherHandler(Device device) {
        handle(device, number -> takes(ofSeconds(number)));
        send(device, 1);
        advance(ofSeconds(1));
        loop.post(() -> takes(ofSeconds(60)));
        send(device, 4);
        send(device, 9);

        advance(ofSeconds(63));
        expectResponding(
                "the handler has been running for 3 s; what kept the loop busy before it was the"
                        + " message of somebody else");
        advance(ofSeconds(6));
        expectBusyFor(ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersDoOnTheLoopIsNoHandler(Device device) {
        handle(device);
        send(device, 1);
        loop.post(() -> takes(ofSeconds(60)));
        loop.postDelayed(() -> takes(ofSeconds(60)), ofSeconds(1));

        advance(ofSeconds(30));
        expectResponding("no handler is running: the message of somebody else keeps the loop busy");
        advance(ofSeconds(60));
        expectResponding("no handler is running: the timer of somebody else keeps the loop busy");
        advance(ofSeconds(60));
        expectRespondingToSomebodyElse("no handler is running");
    }

    @ParameterizedTest
    @EnumSource
    void theHandlerOfAnotherWindowIsNotOneOfThis(Device device) throws Exception {
        var other = candidate.create(loop, clock);
        handle(device);
        device.setHandler(other, number -> takes(ofSeconds(60)));
        device.send(other, 1);

        advance(ofSeconds(30));

        expectResponding(
                "none of its handlers is running: it is the handler of another window, on the same"
                        + " loop, that takes long");
        if (probe(other).isEmpty()) {
            throw new AssertionError(
                    diary.with(
                            "two windows have the same loop, and a handler of the second one has"
                                    + " been running for 30 s; so notResponding() of the second one"
                                    + " must tell; it was empty"));
        }
    }

    static Stream<Arguments> failuresOfEachDevice() {
        return Stream.of(Device.values())
                .flatMap(device ->
                        failures().stream().map(failure -> Arguments.of(device, failure)));
    }

    @ParameterizedTest
    @MethodSource("failuresOfEachDevice")
    void norIsItAfterAHandlerOfThisOneHasFailed(Device device, Throwable failure) throws Exception {
        expectsAFailure = true;
        handle(device, number -> Failing.with(failure));
        send(device, 1);
        settle();
        var other = candidate.create(loop, clock);
        device.setHandler(other, number -> takes(ofSeconds(60)));
        device.send(other, 1);

        advance(ofSeconds(30));

        expectResponding(
                "none of its handlers is running: the last one has failed with %s, and it is the handler of another window, on the same loop, that takes long"
                        .formatted(failure));
    }

    @ParameterizedTest
    @EnumSource
    void theLoopMayRunOnAVirtualThread(Device device) throws Exception {
        var otherClock = time.newClock("the other loop");
        var otherLoop = loops.create(otherClock, (Consumer<Throwable>) failures::add);
        var other = candidate.create(otherLoop, otherClock);
        var thread = Thread.ofVirtual().name("a virtual thread").unstarted(() -> run(otherLoop));
        Example.current().closesAtEnd(thread::interrupt);
        otherClock.of(thread);
        thread.start();
        switch (device) {
            case MOUSE -> other.onClick(this::clicked);
            case KEYBOARD -> other.onKeyDown(this::pressed);
        }
        device.send(other, 1);

        advance(PATIENCE);

        var answer = probe(other);
        if (answer.isEmpty()) {
            throw new AssertionError(
                    diary.with(
                            "a handler has been running for 5 s on a loop whose thread is a virtual"
                                    + " one, so notResponding() must tell; it was empty"));
        }
        expectStanding(
                answer.get().where(),
                stands.getClassName(),
                stands.getMethodName(),
                stands.getLineNumber() + 1);
    }

    private static void run(EventLoop loop) {
        try {
            loop.run();
        } catch (InterruptedException theExampleIsOver) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachHandlerIsTimedFromItsOwnBeginning(Device device) {
        handle(device, number -> takes(ofSeconds(number)));
        send(device, 8);
        send(device, 20);

        advance(ofSeconds(6));
        expectBusyFor(ofSeconds(6));
        advance(ofSeconds(6));
        expectResponding("the second handler has been running for 4 s");
        advance(ofSeconds(2));
        expectBusyFor(ofSeconds(6));
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerIsTimedFromItsBeginningWhateverItCalls(Device device) {
        handle(
                device,
                number -> {
                    if (number == 1) {
                        takes(ofSeconds(3));
                        window.notResponding();
                        window.onClick((x, y) -> {});
                        window.onKeyDown(key -> {});
                        window.click(2, 2);
                        window.press('b');
                        takes(ofSeconds(60));
                    }
                });
        send(device, 1);

        advance(ofSeconds(4));
        expectResponding("the handler has been running for 4 s");
        advance(ofSeconds(2));
        expectBusyFor(ofSeconds(6));
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
        expectStanding(where, SlowHandler.class.getName(), "onClick", handler.line);
    }

    private void expectStanding(StackTraceElement where, String type, String method, int line) {
        expectStanding(where, new StackTraceElement(type, method, "WindowResponding.java", line));
    }

    private void expectStanding(StackTraceElement where, StackTraceElement expected) {
        if (where == null || !shown(where).equals(shown(expected))) {
            throw new AssertionError(
                    diary.with(
                            """
                            where says at which line the handler stands now; the handler is the \
                            method that the window calls, %s here
                              expected: %s
                              but was:  %s
                              the stack, what was called last comes first:
                                %s\
                            """
                                    .formatted(
                                            expected.getMethodName(),
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
        if (lines.size() > MOST_SHOWN) {
            var left = lines.subList(MOST_SHOWN / 2, lines.size() - MOST_SHOWN / 2);
            var count = left.size();
            left.clear();
            lines.add(MOST_SHOWN / 2, "… %s more …".formatted(count));
        }
        return String.join("\n    ", lines);
    }

    /** A handler in one of the ways in which they are written; it remembers where it stands. */
    private record Written(String how, Device device, BiConsumer<WindowResponding, Window> set) {
        @Override
        public String toString() {
            return how + " for " + device.told;
        }
    }

    static List<Written> handlers() {
        return List.of(
                new Written(
                        "a lambda",
                        Device.MOUSE,
                        (spec, window) ->
                                window.onClick((x, y) -> {
                                    spec.standsInNextLine();
                                    spec.load();
                                })),
                new Written(
                        "a lambda",
                        Device.KEYBOARD,
                        (spec, window) ->
                                window.onKeyDown(key -> {
                                    spec.standsInNextLine();
                                    spec.load();
                                })),
                new Written(
                        "a method reference",
                        Device.MOUSE,
                        (spec, window) -> window.onClick(spec::clicked)),
                new Written(
                        "a method reference",
                        Device.KEYBOARD,
                        (spec, window) -> window.onKeyDown(spec::pressed)),
                new Written(
                        "an anonymous class",
                        Device.KEYBOARD,
                        (spec, window) ->
                                window.onKeyDown(
                                        new Window.KeyHandler() {
                                            @Override
                                            public void onKeyDown(char key) {
                                                spec.standsInNextLine();
                                                spec.load();
                                            }
                                        })),
                new Written(
                        "a handler that calls another one",
                        Device.MOUSE,
                        (spec, window) ->
                                window.onClick((x, y) -> {
                                    Window.ClickHandler next = (a, b) -> spec.load();
                                    spec.standsInNextLine();
                                    next.onClick(x, y);
                                })),
                new Written(
                        "a handler that calls itself",
                        Device.KEYBOARD,
                        (spec, window) ->
                                window.onKeyDown(
                                        new Window.KeyHandler() {
                                            @Override
                                            public void onKeyDown(char key) {
                                                if (key == 'z') {
                                                    spec.load();
                                                } else {
                                                    spec.standsInNextLine();
                                                    onKeyDown('z');
                                                }
                                            }
                                        })),
                new Written(
                        "a handler that is deep down in its calls",
                        Device.MOUSE,
                        (spec, window) ->
                                window.onClick((x, y) -> {
                                    spec.standsInNextLine();
                                    spec.loadDeepDown(DEEP);
                                })),
                new Written(
                        "a handler that operates the window",
                        Device.MOUSE,
                        (spec, window) ->
                                window.onClick((x, y) -> {
                                    window.onKeyDown(key -> {});
                                    window.press('b');
                                    window.notResponding();
                                    spec.standsInNextLine();
                                    spec.load();
                                })));
    }

    private volatile StackTraceElement stands;

    private void clicked(int x, int y) {
        standsInNextLine();
        load();
    }

    private void pressed(char key) {
        standsInNextLine();
        load();
    }

    private void load() {
        takes(ofSeconds(60));
    }

    private void loadDeepDown(int depth) {
        if (depth == 0) {
            load();
        } else {
            loadDeepDown(depth - 1);
        }
    }

    private void standsInNextLine() {
        stands = new Throwable().getStackTrace()[1];
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void itFindsAHandlerInWhateverWayItIsWritten(Written handler) {
        handler.set().accept(this, window);
        send(handler.device(), 1);

        advance(PATIENCE);

        expectStanding(
                expectNotResponding().where(),
                stands.getClassName(),
                stands.getMethodName(),
                stands.getLineNumber() + 1);
    }

    @Test
    void theHandlerMayBeAMethodOfTheJdk() {
        var keys =
                new TreeSet<Character>((one, other) -> {
                    load();
                    return 0;
                });
        window.onKeyDown(keys::add);
        press('a');

        advance(PATIENCE);

        var add =
                Arrays.stream(loopThread.getStackTrace())
                        .filter(frame -> frame.getClassName().equals(TreeSet.class.getName()))
                        .findFirst()
                        .orElseThrow();
        expectStanding(expectNotResponding().where(), add);
    }

    @ParameterizedTest
    @EnumSource
    void theHandlerItselfMayAsk(Device device) {
        var answer = new AtomicReference<Optional<NotResponding>>();
        var line = new int[1];
        handle(
                device,
                number -> {
                    takes(PATIENCE);
                    line[0] = new Throwable().getStackTrace()[0].getLineNumber() + 1;
                    answer.set(window.notResponding());
                });
        send(device, 1);

        advance(PATIENCE);

        var told = answer.get();
        if (told == null || told.isEmpty()) {
            throw new AssertionError(
                    diary.with(
                            "a handler that has been running for 5 s asks notResponding() itself,"
                                    + " which has to tell of it; it was empty"));
        }
        assertThat(told.get().busyFor())
                .withFailMessage(() ->
                        diary.with(
                                "busyFor says how long the handler has been running, which is 5 s;"
                                        + " it was "
                                        + told.get().busyFor()))
                .isEqualTo(PATIENCE);
        assertThat(told.get().where())
                .withFailMessage(() ->
                        diary.with(
                                "a handler that has been running for 5 s asks notResponding()"
                                        + " itself; where is a"
                                        + " method of the handler, and not of the window%n  but was:  %s"
                                                .formatted(told.get().where())))
                .satisfies(
                        where -> assertThat(where.getClassName()).startsWith("course.loop.Window"));
    }

    @ParameterizedTest
    @EnumSource
    void whenTheHandlerHasReturnedTheWindowRespondsAgain(Device device) {
        handle(device, number -> takes(ofSeconds(60 - 30 * number)));
        send(device, 0);
        advance(ofSeconds(30));
        expectNotResponding();
        send(device, 2);

        advance(ofSeconds(31));

        expectResponding("the handler has returned");
        diary.expectProcessed(
                "what came in the meantime is not lost", device.name(0), device.name(2));
    }

    static List<Throwable> failures() {
        return WindowHandling.failures();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whenTheHandlerHasFailedTheWindowRespondsAgain(Throwable failure) {
        failsAtLast(Device.MOUSE, failure);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whenAKeysHandlerHasFailedTheWindowRespondsAgain(Throwable failure) {
        failsAtLast(Device.KEYBOARD, failure);
    }

    private void failsAtLast(Device device, Throwable failure) {
        expectsAFailure = true;
        handle(
                device,
                number -> {
                    takes(ofSeconds(6));
                    Failing.with(failure);
                });
        send(device, 1);

        advance(ofSeconds(60));
        expectResponding("the handler has ended, with an exception");
        expectRespondingToSomebodyElse("the handler has ended, with an exception");

        send(device, 2);
        advance(ofSeconds(5));
        expectBusyFor(ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource
    void manyQuickHandlersAreNotOneThatTakesTooLong(Device device) {
        handle(device, number -> takes(ofSeconds(1)));
        for (var i = 0; i < 20; i++) {
            send(device, i);
        }

        for (var seconds = 1; seconds <= 15; seconds++) {
            advance(ofSeconds(1));
            expectResponding("no handler has been running for longer than a second");
        }
    }

    @Test
    void afterTheLoopsEndItResponds() {
        handle(Device.MOUSE);
        send(Device.MOUSE, 1);
        settle();

        loop.stop();
        advance(ofHours(1));

        expectResponding("the loop has ended, and no handler is running");
    }

    @Test
    void itMayBeAskedWhateverTheHandlerDoesMeanwhile() throws Exception {
        askAtEachStep(WindowRace.Next.ANOTHER_HANDLER);
    }

    @ParameterizedTest
    @EnumSource(names = "ANOTHER_HANDLER", mode = EnumSource.Mode.EXCLUDE)
    void itMayBeAskedWhateverComesAfterTheHandler(WindowRace.Next next) throws Exception {
        askAtEachStep(next);
    }

    private void askAtEachStep(WindowRace.Next next) throws Exception {
        var type = Steps.copyOf(window.getClass());
        var more = true;
        for (var steps = 1; more && steps <= 300; steps++) {
            more = askWhileTheHandlerReturns(type, next, steps);
        }
    }

    /** Holds who asks after so many steps, until one handler has ended, and what is next begins. */
    private boolean askWhileTheHandlerReturns(Class<?> type, WindowRace.Next next, int steps)
            throws Exception {
        try (var race = new WindowRace(type, next, loops, background)) {
            var held = race.askHeldAfter(steps);
            var answer = race.answer();
            if (answer.isPresent() && !race.isOfTheFirst(answer.get().where())) {
                throw new AssertionError(
                        "a handler that had been running for 5 s returned, and %s, while notResponding() was looking; it may be empty then, or tell of the handler as it was, but never mix it with what came next; it told %s"
                                .formatted(next.told, answer.get()));
            }
            return held;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatJustBeginsIsNotTimedFromAnotherOnesBeginning(Device device) throws Exception {
        var type = Steps.copyOf(window.getClass());
        var constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Example.current().closesAtEnd(Steps::holdNobody);
        var taken = (Window) constructor.newInstance(loop, clock);
        var wasHeld = new AtomicBoolean(true);
        for (var number = 1; wasHeld.get() && number <= 300; number++) {
            var steps = number;
            wasHeld.set(false);
            device.setHandler(taken, any -> {});
            device.send(taken, 1);
            advance(ofHours(1));

            loop.post(() -> Steps.holdAfter(steps, () -> askMeanwhile(taken, wasHeld)));
            device.send(taken, 2);
            settle();
            Steps.holdNobody();
        }
    }

    /** Somebody asks while the loop, which has a handler that takes no time, is held. */
    private void askMeanwhile(Window taken, AtomicBoolean wasHeld) {
        wasHeld.set(true);
        var place = Steps.place();
        var manager =
                background.start(
                        "the window manager",
                        () -> {
                            var answer = taken.notResponding();
                            if (answer.isPresent()) {
                                throw new AssertionError(
                                        "a handler that takes no time began, an hour after the last one, and the loop had come as far as %s; no handler has been running for 5 s, so notResponding() is empty; it told %s"
                                                .formatted(place, answer.get()));
                            }
                        });
        Steps.awaitAsFarAsPossible(manager.thread(), () -> false);
    }

    /** What a handler is doing when somebody asks where it stands. */
    enum Own {
        CLICK,
        PRESS
    }

    @ParameterizedTest
    @EnumSource
    void itFindsAHandlerThatStandsInACallOfTheWindow(Own call) throws Exception {
        var mayPost = new AtomicBoolean(true);
        var own = candidate.create(new LoopThatIsSlowToPost(loop, mayPost), clock);
        own.onClick((x, y) -> {
            mayPost.set(false);
            switch (call) {
                case CLICK -> {
                    standsInNextLine();
                    own.click(2, 2);
                }
                case PRESS -> {
                    standsInNextLine();
                    own.press('b');
                }
            }
        });
        own.onKeyDown(key -> {});
        own.click(1, 1);

        advance(PATIENCE);

        var answer = probe(own);
        if (answer.isEmpty()) {
            throw new AssertionError(
                    diary.with(
                            "a handler has been standing in %s of its own window for 5 s, since loop.post takes so long, and notResponding() must tell; it was empty"
                                    .formatted(call)));
        }
        expectStanding(
                answer.get().where(),
                stands.getClassName(),
                stands.getMethodName(),
                stands.getLineNumber() + 1);
    }

    /** In whose post a thread stands for long, once it is to do so. */
    private final class LoopThatIsSlowToPost implements EventLoop {
        private final EventLoop loop;
        private final AtomicBoolean mayPost;

        LoopThatIsSlowToPost(EventLoop loop, AtomicBoolean mayPost) {
            this.loop = loop;
            this.mayPost = mayPost;
        }

        @Override
        public void post(Runnable message) {
            if (!mayPost.get()) {
                takes(ofSeconds(60));
            }
            loop.post(message);
        }

        @Override
        public Timer postDelayed(Runnable message, Duration delay) {
            return loop.postDelayed(message, delay);
        }

        @Override
        public void run() throws InterruptedException {
            loop.run();
        }

        @Override
        public void stop() {
            loop.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void soDoesAMethodThatTheHandlerCalls(Device device) {
        var answer = new AtomicReference<Optional<NotResponding>>();
        switch (device) {
            case MOUSE ->
                    window.onClick((x, y) -> {
                        takes(PATIENCE);
                        standsInNextLine();
                        askDeepDown(answer);
                    });
            case KEYBOARD ->
                    window.onKeyDown(key -> {
                        takes(PATIENCE);
                        standsInNextLine();
                        askDeepDown(answer);
                    });
        }
        send(device, 1);

        advance(PATIENCE);

        var told = answer.get();
        if (told == null || told.isEmpty()) {
            throw new AssertionError(
                    diary.with(
                            "a method that a handler calls asks notResponding(), 5 s after the"
                                + " handler has begun, and has to be told of it; it was empty"));
        }
        var where = told.get().where();
        if (!stands.getMethodName().equals(where.getMethodName())
                || !stands.getClassName().equals(where.getClassName())
                || stands.getLineNumber() + 1 != where.getLineNumber()) {
            throw new AssertionError(
                    diary.with(
                            "a handler calls a method that asks notResponding(); where is the line of the handler, which the window has called, and not one of that method%n  expected: %s, in the line after %s%n  but was:  %s"
                                    .formatted(
                                            stands.getMethodName(),
                                            stands.getLineNumber(),
                                            shown(where))));
        }
    }

    private void askDeepDown(AtomicReference<Optional<NotResponding>> answer) {
        answer.set(window.notResponding());
    }

    /** Asks on a thread of its own, as a window manager does. */
    private Optional<NotResponding> probe() {
        return probe(window);
    }

    private Optional<NotResponding> probe(Window window) {
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

    /** A message of somebody else asks, on the loop's own thread. */
    private void expectRespondingToSomebodyElse(String since) {
        var answer = new AtomicReference<Optional<NotResponding>>();
        loop.post(() -> answer.set(window.notResponding()));
        settle();
        if (answer.get() == null || answer.get().isPresent()) {
            throw new AssertionError(
                    diary.with(
                            "the window responds, since %s, also when a message of somebody else asks on the loop's thread%n  expected: nothing from notResponding()%n  but was:  %s"
                                    .formatted(
                                            since,
                                            answer.get() == null ? "null" : answer.get().get())));
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

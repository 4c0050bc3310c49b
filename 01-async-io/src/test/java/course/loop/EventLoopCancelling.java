package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Timers that are taken back. */
abstract class EventLoopCancelling extends EventLoopExamples {
    EventLoopCancelling(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void aCancelledMessageIsNotProcessed() {
        var timer = postDelayed("A", ofSeconds(2));
        postDelayed("B", ofSeconds(2));
        start();
        advance(ofSeconds(1));

        expectCancelled(timer, true, "A is still waiting for its time");

        advance(ofSeconds(2));
        diary.expectProcessed("A was cancelled", "B");
    }

    @Test
    void cancelledASecondTimeItSaysNo() {
        var timer = postDelayed("A", ofSeconds(2));

        expectCancelled(timer, true, "A is still waiting for its time");
        expectCancelled(timer, false, "A was cancelled before");
    }

    @Test
    void whatHasBeenProcessedCannotBeCancelled() {
        var timer = postDelayed("A", ofSeconds(2));
        start();

        advance(ofSeconds(2));

        diary.expectProcessed("A is due after 2 s", "A");
        expectCancelled(timer, false, "A has been processed");
    }

    @Test
    void whatIsBeingProcessedCannotBeCancelled() {
        var timer = new AtomicReference<EventLoop.Timer>();
        var answers = new ArrayList<Boolean>();
        timer.set(postDelayed("A", ofSeconds(2), () -> answers.add(timer.get().cancel())));
        start();

        advance(ofSeconds(2));

        diary.expectProcessed("A is due after 2 s", "A");
        assertThat(answers)
                .withFailMessage(() ->
                        diary.with(
                                "cancel() answers false to A itself, since its processing has"
                                        + " begun; it answered "
                                        + answers))
                .containsExactly(false);
    }

    @Test
    void cancelDoesNotWaitForTheMessageThatIsBeingProcessed() {
        var timer = postDelayed("A", ofSeconds(1), () -> takes(ofSeconds(5)));
        start();
        advance(ofSeconds(2));
        var answer = new AtomicReference<Boolean>();

        var other = background.start("another thread", () -> answer.set(cancel(timer)));

        inTheDiary(() ->
                background.await(
                        "cancel() of A answers another thread while A is being processed (A may be"
                                + " waiting for that very thread); which lock does it wait for?",
                        other::hasEnded));
        if (answer.get()) {
            throw new AssertionError(
                    diary.with(
                            "cancel() of A answers false to another thread, since A's processing"
                                    + " has begun; it answered true"));
        }
    }

    @Test
    void aMessageMayCancelTheNextOneOfTheSameTime() {
        var second = new AtomicReference<EventLoop.Timer>();
        postDelayed(
                "A",
                ofSeconds(2),
                () -> expectCancelled(second.get(), true, "B comes after A, in the same turn"));
        second.set(postDelayed("B", ofSeconds(2)));
        start();

        advance(ofSeconds(2));

        diary.expectProcessed("B was cancelled by A, just in time", "A");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatIsCancelledInItsTurnLeavesItsPlaceToNobody(int number) {
        var cancelled = new ArrayList<EventLoop.Timer>();
        postDelayed(
                "A",
                ofSeconds(2),
                () ->
                        cancelled.forEach(timer ->
                                expectCancelled(
                                        timer, true, "it comes after A, in the same turn")));
        for (var i = 1; i <= number; i++) {
            cancelled.add(postDelayed("B" + i, ofSeconds(2)));
        }
        for (var i = 1; i <= number; i++) {
            postDelayed("late " + i, ofSeconds(5));
        }
        start();

        advance(ofSeconds(2));

        diary.expectProcessed(
                "A has cancelled all others that were due, and what is late is not due before 5 s",
                "A");
        advance(ofSeconds(3));
        assertThat(diary.processed().size())
                .withFailMessage(() -> diary.with("what is late is due at 5 s, all of it"))
                .isEqualTo(1 + number);
    }

    @Test
    void whatIsOverdueCanBeCancelledWhileTheLoopIsBusy() {
        post("A", () -> takes(ofSeconds(5)));
        var timer = postDelayed("B", ofSeconds(2));
        start();
        advance(ofSeconds(3));

        expectCancelled(timer, true, "B was due at 2 s, but A is still being processed");

        advance(ofSeconds(5));
        diary.expectProcessed("B was cancelled before it began", "A");
    }

    @Test
    void aMessageIsEitherCancelledOrProcessedWhateverTheLoopIsDoing() throws Exception {
        startStepByStep();

        var more = true;
        for (var steps = 1; more && steps <= MOST_STEPS; steps++) {
            var name = "late " + steps;
            var timer = new AtomicReference<EventLoop.Timer>();
            var cancelled = new AtomicReference<Boolean>();
            var hold = new Hold(steps, () -> cancelled.set(cancel(timer.get())));
            postDelayed("early", ofSeconds(1), hold);
            timer.set(postDelayed(name, ofSeconds(1)));

            advance(ofSeconds(1));
            more = hold.happened();

            if (more && cancelled.get() == diary.processed().contains(name)) {
                throw new AssertionError(
                        diary.with(
                                "cancel() answers whether the message will not be processed; it was called by another thread, and answered %s"
                                        .formatted(cancelled.get())));
            }
        }
    }

    @Test
    void aMessageIsEitherCancelledOrProcessedWhateverTheLoopDoesMeanwhile() throws Exception {
        startStepByStep();

        var more = true;
        for (var steps = 1; more && steps <= MOST_STEPS; steps++) {
            more = cancelWhileTheLoopGoesOn(steps);
        }
    }

    /** A message becomes due, while another thread has done so many steps of its cancel(). */
    private boolean cancelWhileTheLoopGoesOn(int number) {
        var name = "number " + number;
        var mayGoOn = new CountDownLatch(1);
        var wasHeld = new AtomicBoolean();
        var cancelled = new AtomicReference<Boolean>();
        var isBusy = new AtomicBoolean();
        post(
                "early",
                () -> {
                    isBusy.set(true);
                    background.await("the loop may go on", () -> mayGoOn.getCount() == 0);
                });
        inTheDiary(() -> background.await("the loop processes what is posted", isBusy::get));
        var timer = postDelayed(name, ZERO);

        awaitReturn(
                background.start(
                        "another thread",
                        () -> {
                            Steps.holdAfter(
                                    number,
                                    () -> {
                                        wasHeld.set(true);
                                        mayGoOn.countDown();
                                        letTheLoopGoOn();
                                    });
                            cancelled.set(cancel(timer));
                        }));
        mayGoOn.countDown();
        settle();

        if (cancelled.get() == diary.processed().contains(name)) {
            throw new AssertionError(
                    diary.with(
                            "cancel() answers whether the message will not be processed; another thread called it and got the answer %s, and the loop %s"
                                    .formatted(
                                            cancelled.get(),
                                            cancelled.get()
                                                    ? "processed it"
                                                    : "did not process it")));
        }
        return wasHeld.get();
    }

    @Test
    void ofTwoThreadsThatCancelOneHasDone() throws Exception {
        startStepByStep();

        var more = true;
        for (var steps = 1; more && steps <= MOST_STEPS; steps++) {
            more = cancelTwice(postDelayed("A", ofSeconds(1)), steps);
        }
    }

    /** Two threads cancel, one of them while the other has done so many steps of it. */
    private boolean cancelTwice(EventLoop.Timer timer, int steps) {
        var successes = new AtomicInteger();
        var second = new AtomicReference<Background.Task>();
        awaitReturn(
                background.start(
                        "one thread",
                        () -> {
                            Steps.holdAfter(
                                    steps,
                                    () -> {
                                        second.set(
                                                background.start(
                                                        "another thread",
                                                        () -> countCancelled(timer, successes)));
                                        Steps.awaitAsFarAsPossible(
                                                second.get().thread(), () -> false);
                                    });
                            countCancelled(timer, successes);
                        }));
        if (second.get() != null) {
            awaitReturn(second.get());
        }
        if (successes.get() != 1) {
            throw new AssertionError(
                    diary.with(
                            "two threads have called cancel() of A at the same time, and %s of them got the answer true; it says whether this call has cancelled it"
                                    .formatted(successes.get())));
        }
        return second.get() != null;
    }

    private void countCancelled(EventLoop.Timer timer, AtomicInteger successes) {
        if (timer.cancel()) {
            successes.incrementAndGet();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void whatIsCancelledIsMissingAndNothingElse(int cancelled) {
        var timers = new ArrayList<EventLoop.Timer>();
        var names = new ArrayList<String>();
        Runnable same = () -> diary.processed("a timer");
        for (var i = 0; i < 5; i++) {
            diary.note("postDelayed(a timer, 2 s)");
            timers.add(loop.postDelayed(same, ofSeconds(2)));
            names.add("a timer");
        }
        names.removeLast();
        postDelayed("B", ofSeconds(1));
        names.addFirst("B");
        postDelayed("C", ofSeconds(3));
        names.addLast("C");

        expectCancelled(timers.get(cancelled), true, "it is still waiting for its time");
        start();
        advance(ofSeconds(5));

        diary.expectProcessed(
                "one of five timers with the same message and the same time was cancelled",
                names.toArray(String[]::new));
        expectCancelled(timers.get(cancelled), false, "it was cancelled before");
        for (var timer : timers) {
            expectCancelled(timer, false, "it was cancelled or processed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aTimerIsCancelledAndNotAnotherOneOfTheSameMessage(int cancelled) {
        var second = new AtomicInteger();
        Runnable same = () -> diary.processed("a timer at %s s".formatted(second));
        var timers = new ArrayList<EventLoop.Timer>();
        var rest = new ArrayList<String>();
        for (var i = 1; i <= 3; i++) {
            diary.note("postDelayed(a timer, %s s)".formatted(i));
            timers.add(loop.postDelayed(same, ofSeconds(i)));
            if (i != cancelled) {
                rest.add("a timer at %s s".formatted(i));
            }
        }

        expectCancelled(timers.get(cancelled - 1), true, "it is still waiting for its time");
        start();
        for (var i = 1; i <= 3; i++) {
            second.set(i);
            advance(ofSeconds(1));
        }

        diary.expectProcessed(
                "of three timers with the same message, the one of %s s was cancelled"
                        .formatted(cancelled),
                rest.toArray(String[]::new));
    }

    /** Where a timer is when the loop is stopped. */
    enum Left {
        IN_THE_TURN("it was due in the turn that was cut short"),
        DUE("it has become due in the meantime"),
        WAITING("it was still waiting for its time");

        private final String told;

        Left(String told) {
            this.told = told;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftWhenTheLoopEndsCanBeCancelled(Left left) {
        post("A", this::stop);
        postDelayed("A's twin", ZERO, this::stop);
        var timer =
                postDelayed(
                        "B",
                        switch (left) {
                            case IN_THE_TURN -> ZERO;
                            case DUE -> ofSeconds(1);
                            case WAITING -> ofHours(1);
                        });
        runToTheEnd();
        time.advance(ofSeconds(1));

        expectCancelled(timer, true, "B was not processed before the loop's end: " + left.told);
        expectCancelled(timer, false, "B was cancelled before");
    }

    @Test
    void whatIsLeftWhenTheLoopIsInterruptedCanBeCancelled() {
        var timer = postDelayed("A", ofSeconds(1));
        var second = postDelayed("B", ofHours(1));
        startToBeInterrupted();
        settle();
        interrupt();
        expectInterrupted();
        time.advance(ofSeconds(1));

        expectCancelled(timer, true, "A was not due when an interrupt ended the loop");
        expectCancelled(timer, false, "A was cancelled before");
        expectCancelled(second, true, "B was not due when an interrupt ended the loop");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDueAtOnceCanBeCancelledBeforeItsTurn(When when) {
        if (when == When.WHILE_THE_LOOP_RUNS) {
            start();
            post("A", () -> expectCancelled(postDelayed("B", ZERO), true, "A is not over"));
        } else {
            expectCancelled(postDelayed("B", ZERO), true, "the loop does not run yet");
            post("A");
            start();
        }

        settle();

        diary.expectProcessed("B was cancelled before its turn", "A");
    }

    /** When something is cancelled. */
    enum When {
        BEFORE_THE_LOOP_RUNS,
        WHILE_THE_LOOP_RUNS
    }

    /** Big, and with no code of its own: what keeps it keeps the message. */
    private record Message(byte[] big) implements Runnable {
        @Override
        public void run() {}
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfACancelledMessageIsKept(When when) {
        if (when == When.WHILE_THE_LOOP_RUNS) {
            start();
            settle();
        }
        var message = new AtomicReference<Runnable>(new Message(new byte[1_000]));
        var timer = new AtomicReference<>(loop.postDelayed(message.get(), ofHours(1)));
        var keptMessage = new WeakReference<>(message.getAndSet(null));
        timer.get().cancel();

        awaitCollected(
                "a cancelled message can be collected, though its timer is kept (a field of"
                        + " somebody who has a timeout)",
                keptMessage);

        var keptTimer = new WeakReference<>(timer.getAndSet(null));
        awaitCollected(
                "the timer of a cancelled message can be collected (it was due in an hour: whoever"
                        + " only marks it keeps it until then)",
                keptTimer);
    }

    /** Where a message is when it is cancelled so late. */
    enum Late {
        IN_ITS_TURN("in its turn, by the message before it"),
        LEFT_IN_ITS_TURN("after the loop's end, which had cut its turn short"),
        LEFT_WAITING("after the loop's end, before its time");

        private final String told;

        Late(String told) {
            this.told = told;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAMessageThatIsCancelledLateIsKept(Late late) {
        var timer = new AtomicReference<EventLoop.Timer>();
        postDelayed(
                "A",
                ZERO,
                () -> {
                    if (late == Late.IN_ITS_TURN) {
                        expectCancelled(timer.get(), true, "B comes after A, in the same turn");
                    } else {
                        stop();
                    }
                });
        var message = new AtomicReference<Runnable>(new Message(new byte[1_000]));
        diary.note("postDelayed(B)");
        timer.set(loop.postDelayed(message.get(), late == Late.LEFT_WAITING ? ofHours(1) : ZERO));
        var kept = new WeakReference<>(message.getAndSet(null));
        postDelayed("C", ZERO);

        if (late == Late.IN_ITS_TURN) {
            start();
            settle();
            post("D");
            settle();
        } else {
            runToTheEnd();
            expectCancelled(timer.get(), true, "B was not processed before the loop's end");
        }

        inTheDiary(() ->
                awaitCollected(
                        "B, which was cancelled %s, can be collected, though its timer is kept (a field of somebody who has a timeout)"
                                .formatted(late.told),
                        kept));
        timer.get().cancel();
    }

    private void awaitCollected(String expectation, WeakReference<?> kept) {
        background.await(
                expectation,
                () -> {
                    System.gc();
                    return kept.get() == null;
                });
    }

    private void expectCancelled(EventLoop.Timer timer, boolean expected, String since) {
        var answer = cancel(timer);
        if (answer != expected) {
            throw new AssertionError(
                    diary.with(
                            "cancel() answers whether the message will not be processed%n  expected: %s, since %s%n  but was:  %s"
                                    .formatted(expected, since, answer)));
        }
    }

    private boolean cancel(EventLoop.Timer timer) {
        var answer = timer.cancel();
        diary.note("cancel() answers " + answer);
        return answer;
    }
}

package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
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
                .as("what cancel() answers to the message itself, while it is processed")
                .containsExactly(false);
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
    void nothingOfACancelledMessageIsKept() {
        start();
        settle();

        var kept = postAndCancel();

        background.await(
                "a cancelled message can be collected (it was due in an hour: whoever only marks it"
                        + " keeps it until then)",
                () -> {
                    System.gc();
                    return kept.get() == null;
                });
    }

    private WeakReference<Object> postAndCancel() {
        var big = new Object();
        loop.postDelayed(big::hashCode, ofHours(1)).cancel();
        return new WeakReference<>(big);
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

package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What belongs to a turn, and what waits for a later one. */
abstract class EventLoopTurns extends EventLoopExamples {
    private static final String LATER_TURN =
            "a turn processes what was there when it began; what is posted or becomes due in the"
                    + " meantime waits for a later turn";

    private static final int MANY = 5_000;

    EventLoopTurns(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void aMessageThatPostsItselfAgainAndAgainKeepsNoTimerWaiting() {
        postDelayed("the timer", ofMillis(5));
        postAgainAndAgain("the busy one", "the timer", message -> loop.post(message));
        start();

        advance(ofSeconds(1));

        expectNotStarved("the timer", 10);
    }

    @Test
    void aTimerThatStartsItselfAgainAndAgainKeepsNoMessageWaiting() {
        postAgainAndAgain(
                "the busy timer", "the message", message -> loop.postDelayed(message, ZERO));
        start();
        post("the message");

        advance(ofSeconds(1));

        expectNotStarved("the message", 10);
    }

    @Test
    void aTimerOfNoDelayWaitsForALaterTurnToo() {
        post("A", () -> postDelayed("A's timer", ZERO));
        post("B");
        start();

        settle();

        diary.expectProcessed(
                "what a message posts comes after what was there, also with no delay",
                "A",
                "B",
                "A's timer");
    }

    @ParameterizedTest
    @CsvSource({"POSTED, DELAYED", "DELAYED, POSTED", "DELAYED, DELAYED", "POSTED, POSTED"})
    void whatAMessageAddsComesAfterTheTurn(Kind there, Kind added) {
        add(there, "A", () -> add(added, "A's own"));
        add(there, "B", () -> add(added, "B's own"));
        add(there, "C");
        start();

        settle();

        diary.expectProcessed(LATER_TURN, "A", "B", "C", "A's own", "B's own");
    }

    @ParameterizedTest
    @EnumSource
    void whatAMessageAddsComesAfterATurnOfBothKinds(Kind added) {
        for (var kind : Kind.values()) {
            add(kind, kind.told, () -> add(added, "what " + kind.told + " has added"));
        }
        start();

        settle();

        var processed = diary.processed();
        var turn = processed.subList(0, Math.min(2, processed.size()));
        for (var kind : Kind.values()) {
            if (processed.size() != 4 || !turn.contains(kind.told)) {
                throw new AssertionError(
                        diary.with(
                                LATER_TURN
                                        + ". A posted message and a delayed one were there, in"
                                        + " either order; so what they have added, at the same"
                                        + " moment, comes after both"));
            }
        }
    }

    @Test
    void whatBecomesDueInTheMeantimeDoesNotPushIn() {
        for (var i = 1; i <= 5; i++) {
            var name = "timer " + i;
            Runnable body =
                    i > 1
                            ? () -> takes(ofSeconds(1))
                            : () -> {
                                post("timer 1's own");
                                takes(ofSeconds(1));
                            };
            postDelayed(name, ofSeconds(i), body);
        }
        start();

        advance(ofSeconds(10));

        var position = diary.processed().indexOf("timer 1's own");
        if (position < 1 || position > 2) {
            throw new AssertionError(
                    diary.with(
                            LATER_TURN
                                    + ". So what timer 1 has posted belongs to the turn of timer 2,"
                                    + " and comes before timer 3"));
        }
    }

    @Test
    void bothKindsOfAFullTurnComeBeforeTheNextTurn() {
        post("A", () -> takes(ofSeconds(5)));
        start();
        advance(ofSeconds(1));
        post("B", () -> takes(ofSeconds(3)));
        postDelayed("timer 2", ofSeconds(2), () -> takes(ofSeconds(3)));
        postDelayed("timer 8", ofSeconds(7));
        post("C");

        advance(ofSeconds(20));

        var processed = diary.processed();
        if (processed.size() != 5 || !processed.getLast().equals("timer 8")) {
            throw new AssertionError(
                    diary.with(
                            LATER_TURN
                                    + ". So timer 8, which becomes due while the turn of B, C and"
                                    + " timer 2 goes on, is the last one"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTurnHasRoomForAllThatIsThere(Kind kind) {
        var processed = new AtomicInteger();
        var before = new LinkedHashMap<String, Integer>();
        add(
                kind,
                "A",
                () -> {
                    post("A's own", () -> before.put("what A has posted", processed.get()));
                    takes(ofSeconds(5));
                });
        diary.note("%s more are added in the same way".formatted(MANY));
        for (var i = 0; i < MANY; i++) {
            switch (kind) {
                case POSTED -> loop.post(processed::incrementAndGet);
                case DELAYED -> loop.postDelayed(processed::incrementAndGet, ZERO);
            }
        }
        loop.postDelayed(
                () -> before.put("a timer that became due meanwhile", processed.get()),
                ofSeconds(2));
        start();

        advance(ofSeconds(10));

        before.forEach((late, count) -> {
            if (count != MANY) {
                throw new AssertionError(
                        diary.with(
                                "%s, however many it was. When A's turn began, A and %s more were there (each %s), and %s was processed after %s of them"
                                        .formatted(LATER_TURN, MANY, kind.told, late, count)));
            }
        });
        assertThat(before.size())
                .withFailMessage(() ->
                        diary.with(
                                "what A has posted is processed in a later turn, and so is a timer"
                                        + " that became due meanwhile; of the two were processed: "
                                        + before.keySet()))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersAddKeepsItsPlaceAmongWhatAMessageAdds(Kind kind) {
        post(
                "A",
                () -> {
                    add(kind, "A's first");
                    awaitReturn(background.start("another thread", () -> add(kind, "another's")));
                    add(kind, "A's second");
                });
        start();

        settle();

        diary.expectProcessed(
                "what was posted first comes first, be it posted by a message or, while that is"
                        + " being processed, by another thread",
                "A",
                "A's first",
                "another's",
                "A's second");
    }

    /** As a record, it equals every other one that counts in the same way. */
    private record Count(AtomicInteger counter) implements Runnable {
        @Override
        public void run() {
            counter.incrementAndGet();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPostedTwiceIsProcessedTwice(Kind kind) {
        var counter = new AtomicInteger();
        var message = new Count(counter);
        for (var one : List.of(message, message, new Count(counter))) {
            switch (kind) {
                case POSTED -> loop.post(one);
                case DELAYED -> loop.postDelayed(one, ZERO);
            }
        }

        start();
        settle();

        assertThat(counter.get())
                .withFailMessage(
                        "the same message was posted twice, and then one that equals it; all three"
                                + " have to be processed, and %s were (%s)",
                        counter.get(), kind.told)
                .isEqualTo(3);
    }

    /** What a loop has done before it has nothing to do again. */
    enum After {
        A_TIMER,
        A_CANCELLED_TIMER,
        MANY_CANCELLED_TIMERS,
        A_FAILURE,
        A_WAKE_FOR_NOTHING,
        AN_ENDLESS_DELAY
    }

    @ParameterizedTest
    @EnumSource
    void withNothingToDoAgainItUsesNoCpu(After after) {
        expectsAFailure = after == After.A_FAILURE;
        start();
        settle();
        switch (after) {
            case A_TIMER -> postDelayed("A", ofSeconds(1));
            case A_CANCELLED_TIMER -> postDelayed("A", ofSeconds(1)).cancel();
            case MANY_CANCELLED_TIMERS -> cancelMany();
            case A_FAILURE -> post("A", () -> Failing.with(new AssertionError("A has failed")));
            case A_WAKE_FOR_NOTHING -> clock.wake();
            case AN_ENDLESS_DELAY -> postDelayed("A", ofSeconds(Long.MAX_VALUE));
        }
        advance(ofSeconds(2));
        var before = clock.awaits();

        advance(ofHours(1));

        expectFewWakeUps(
                before,
                after == After.MANY_CANCELLED_TIMERS
                        ? "in an hour in which nothing happened, since its timers were cancelled,"
                        : "in an hour in which nothing happened");
        post("B");
        settle();
        expectNotLost("B");
    }

    private void cancelMany() {
        diary.note("1,000 messages are delayed, by 1,001 s to 2,000 s, and cancelled");
        for (var i = 1; i <= 1_000; i++) {
            loop.postDelayed(() -> {}, ofSeconds(1_000 + i)).cancel();
        }
    }

    /**
     * Posts a message that takes 1 ms and posts itself again, until the patient one had its turn.
     */
    private void postAgainAndAgain(String name, String patient, Consumer<Runnable> post) {
        var rounds = new AtomicInteger();
        var message = new AtomicReference<Runnable>();
        message.set(() -> {
            diary.processed(name);
            takes(ofMillis(1));
            if (rounds.incrementAndGet() < 100 && !diary.processed().contains(patient)) {
                post.accept(message.get());
            }
        });
        post.accept(message.get());
    }

    private void expectNotStarved(String patient, int bound) {
        var position = diary.processed().indexOf(patient);
        if (position < 0 || position > bound) {
            throw new AssertionError(
                    diary.with(
                            "%s was starved: it was processed after %s others. %s"
                                    .formatted(
                                            patient,
                                            position < 0 ? diary.processed().size() : position,
                                            LATER_TURN)));
        }
    }
}

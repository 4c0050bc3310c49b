package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The end of a queue. */
abstract class CoordinationShutdowns extends CoordinationExamples {
    CoordinationShutdowns(
            Candidate<Coordination> candidate,
            Candidate<Hub> hubs,
            Candidate<Tasks> givenTasks,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Stage stage)
            throws Exception {
        super(candidate, hubs, givenTasks, cancellations, greenlets, stage);
    }

    @Test
    void whatIsInAQueueThatWasShutDownCanBeTaken() throws Exception {
        var queue = coordination.<String>newQueue(1);
        queue.put("a");
        hub.spawn(() -> shutDown("put", () -> queue.put("b")));
        settle();

        queue.shutdown();
        settle();

        shutDown("another put", () -> queue.put("c"));
        assertThat(queue.take()).isEqualTo("a");
        shutDown("take", queue::take);
        stage.expect("who waits is told, who comes is refused", "put", "another put", "take");
    }

    @Test
    void whoWaitsToTakeIsToldOfTheShutdown() throws Exception {
        var queue = coordination.<String>newQueue(1);
        hub.spawn(() -> shutDown("take", queue::take));
        settle();

        queue.shutdown();
        hub.join();

        stage.expect("nothing will come any more", "take");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void allAreToldOfTheShutdown(int capacity) throws Exception {
        var full = coordination.<String>newQueue(capacity);
        var empty = coordination.<String>newQueue(capacity);
        for (var i = 0; i < capacity; i++) {
            full.put("there");
        }
        for (var i = 0; i < 2; i++) {
            hub.spawn(() -> shutDown("a put that waits", () -> full.put("x")));
            hub.spawn(() -> shutDown("an offer that waits", () -> full.offer("x", ofSeconds(9))));
            hub.spawn(() -> shutDown("a take that waits", empty::take));
            hub.spawn(() -> shutDown("a poll that waits", () -> empty.poll(ofSeconds(9))));
        }
        settle();

        full.shutdown();
        empty.shutdown();
        full.shutdown();
        settle();

        assertThat(stage.notes()).as("those who waited, and were told").hasSize(8);
        stage.expectElapsed("they are told at once", ZERO);
        for (var time : Arrays.asList(ZERO, ofSeconds(1), null)) {
            shutDown("offer(item, %s) to a full one".formatted(time), () -> full.offer("x", time));
            shutDown(
                    "offer(item, %s) to an empty one".formatted(time),
                    () -> empty.offer("x", time));
            shutDown("poll(%s) of an empty one".formatted(time), () -> empty.poll(time));
            stage.expectElapsed(
                    "offer(item, %1$s) and poll(%1$s) are refused after shutdown(), and do not wait"
                            .formatted(time),
                    ZERO);
        }
        assertThat(full.size()).as("items left").isEqualTo(capacity);
        for (var i = 0; i < capacity; i++) {
            assertThat(full.poll(i == 0 ? ZERO : null)).as("what is in it").isEqualTo("there");
        }
        assertThat(full.join(ZERO)).as("the work is done").isEqualTo(capacity == 0);
        for (var i = 0; i < capacity; i++) {
            full.taskDone();
        }
        assertThat(full.join(null)).as("the work is done").isTrue();
        shutDown("poll(ZERO), when it is empty", () -> full.poll(ZERO));
        shutDown("poll(ZERO), again", () -> full.poll(ZERO));
        stage.expectElapsed("nothing has waited", ZERO);
    }

    @Test
    void anItemOnItsWayIsNotLostByAShutdown() throws Exception {
        var queue = coordination.<String>newQueue(1);
        hub.spawn(() -> stage.note("got " + queue.take()));
        settle();
        queue.put("a");
        queue.shutdown();
        settle();

        stage.expect("it was served before", "got a");
    }

    @ParameterizedTest(name = "shut down when the item has come back: {0}")
    @ValueSource(booleans = {true, false})
    void whatTheKilledDidNotGetOutlivesAShutdown(boolean hasComeBack) throws Exception {
        var queue = coordination.<String>newQueue(10);
        var killed = hub.spawn(() -> queue.take());
        settle();
        killed.throwInto(new GreenletExit());
        queue.put("on its way");
        queue.put("behind it");
        if (hasComeBack) {
            settle();
        }

        queue.shutdown();
        settle();

        assertThat(queue.size()).as("items left").isEqualTo(2);
        assertThat(queue.poll(ZERO)).as("what a killed one was to get").isEqualTo("on its way");
        assertThat(queue.poll(ZERO)).isEqualTo("behind it");
        shutDown("take", queue::take);
    }

    private void shutDown(String what, Hub.Body call) {
        assertThatThrownBy(call::run, what + " after shutdown()")
                .isInstanceOf(IllegalStateException.class);
        stage.note(what);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whoPutsIsToldOfAShutdownOnlyIfHisItemIsNotIn(int capacity) throws Exception {
        for (var time : Arrays.asList(ofSeconds(9), null)) {
            var queue = coordination.<String>newQueue(capacity);
            for (var i = 0; i < capacity; i++) {
                queue.put("there");
            }
            hub.spawn(() -> {
                try {
                    stage.note("put: " + queue.offer("x", time));
                } catch (IllegalStateException e) {
                    stage.note("told of the shutdown");
                }
            });
            settle();

            var taken = queue.poll(ZERO);
            queue.shutdown();
            settle();

            var isIn = capacity == 0 ? "x".equals(taken) : queue.size() == 1;
            if (capacity == 0) {
                assertThat(taken).as("taken from who waits to put").isEqualTo("x");
            }
            stage.expect(
                    "one waited in offer(x, %s); an item was taken, and the queue (capacity %s) shut down in the same turn; x is in: %s"
                            .formatted(time, capacity, isIn),
                    isIn ? "put: true" : "told of the shutdown");
            stage.notes().clear();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatOneWaitedToPutCannotBeTakenAfterTheShutdown(int capacity) throws Exception {
        for (var time : Arrays.asList(ofSeconds(9), null)) {
            var queue = coordination.<String>newQueue(capacity);
            for (var i = 0; i < capacity; i++) {
                queue.put("there");
            }
            for (var name : List.of("x", "y")) {
                hub.spawn(() -> shutDown("put of " + name, () -> queue.offer(name, time)));
            }
            settle();

            queue.shutdown();
            var taken = new ArrayList<String>();
            for (var i = 0; i < capacity; i++) {
                taken.add(queue.poll(ZERO));
            }
            shutDown("poll(ZERO) of the rest", () -> taken.add(queue.poll(ZERO)));
            settle();

            assertThat(taken)
                    .as(
                            "taken in the turn of the shutdown (capacity %s), while x and y waited"
                                    + " to be put: nothing can be put any more",
                            capacity)
                    .isEqualTo(Collections.nCopies(capacity, "there"));
            stage.expect(
                    "two waited to put when the queue was shut down; what was in it was taken in"
                            + " the same turn",
                    "poll(ZERO) of the rest",
                    "put of x",
                    "put of y");
            stage.notes().clear();
        }
    }

    @Test
    void whoWaitsForTheWorkWaitsOnAfterAShutdown() throws Exception {
        var queue = coordination.<String>newQueue(1);
        queue.put("a");
        for (var time : Arrays.asList(ofSeconds(9), null)) {
            hub.spawn(() -> stage.noteTimed("join(%s): %s".formatted(time, queue.join(time))));
        }
        settle();

        queue.shutdown();
        settle();
        stage.expect("the queue is shut down, but the work on a is not done");
        queue.take();
        hub.sleep(ofSeconds(1));
        queue.taskDone();
        settle();

        stage.expect(
                "who waits in join() goes on when the work is done, not when the queue is shut"
                        + " down",
                "1.0 s: join(PT9S): true",
                "1.0 s: join(null): true");
    }
}

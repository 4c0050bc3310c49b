package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Items, and who waits for them or for room. */
abstract class CoordinationQueues extends CoordinationExamples {
    CoordinationQueues(
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
    void firstInFirstOut() throws Exception {
        var queue = coordination.<String>newQueue(Coordination.UNBOUNDED);
        queue.put("a");
        queue.put("b");
        assertThat(queue.size()).isEqualTo(2);

        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.take()).isEqualTo("b");
        assertThat(queue.poll(ZERO)).as("of an empty one, without waiting").isNull();
        assertThat(queue.poll(ofSeconds(1))).as("of an empty one, within 1 s").isNull();
        stage.expectElapsed("the time it waited", ofSeconds(1));
        assertThatThrownBy(() -> queue.put(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void whoTakesWaitsForAnItem() throws Exception {
        var queue = coordination.<String>newQueue(10);
        for (var name : List.of("A", "B")) {
            hub.spawn(() -> stage.noteTimed(name + " got " + queue.take()));
        }
        hub.sleep(ofSeconds(1));

        queue.put("x");
        queue.put("y");
        hub.join();

        stage.expect("served in the order of coming", "1.0 s: A got x", "1.0 s: B got y");
    }

    @Test
    void aBoundedPutWaitsForRoom() throws Exception {
        var queue = coordination.<String>newQueue(1);
        hub.spawn(() -> {
            for (var item : List.of("a", "b", "c")) {
                queue.put(item);
                stage.noteTimed("put " + item);
            }
        });
        hub.sleep(ofSeconds(1));
        assertThat(queue.size()).as("size of a queue with room for one").isEqualTo(1);
        assertThat(queue.offer("x", ZERO)).as("offered to a full one").isFalse();
        stage.noteTimed("took " + queue.take());
        hub.sleep(ofSeconds(1));
        stage.noteTimed("took " + queue.take());
        hub.sleep(ofSeconds(1));
        stage.noteTimed("took " + queue.take());

        stage.expect(
                "each take makes room for one",
                "0.0 s: put a",
                "1.0 s: took a",
                "1.0 s: put b",
                "2.0 s: took b",
                "2.0 s: put c",
                "3.0 s: took c");
    }

    @Test
    void whoWaitsToPutIsServedInOrder() throws Exception {
        var queue = coordination.<String>newQueue(1);
        queue.put("first");
        for (var item : List.of("a", "b")) {
            hub.spawn(() -> queue.put(item));
        }
        settle();

        var taken = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            taken.add(queue.take());
        }

        assertThat(taken).as("in the order of putting").containsExactly("first", "a", "b");
    }

    @Test
    void aTimedPutThatFailsPutsNothing() throws Exception {
        var queue = coordination.<String>newQueue(1);
        queue.put("a");

        assertThat(queue.offer("b", ofSeconds(1))).as("room within 1 s").isFalse();

        stage.expectElapsed("the time it waited", ofSeconds(1));
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.poll(ofSeconds(1))).as("what was not put").isNull();
    }

    @Test
    void inAChannelItemsGoFromHandToHand() throws Exception {
        var channel = coordination.<String>newQueue(0);
        hub.spawn(() -> {
            for (var item : List.of("a", "b")) {
                stage.noteTimed("puts " + item);
                channel.put(item);
            }
            stage.noteTimed("has put all");
        });
        hub.sleep(ofSeconds(1));
        assertThat(channel.size()).as("size of a channel").isZero();
        stage.noteTimed("took " + channel.take());
        hub.sleep(ofSeconds(1));
        stage.noteTimed("took " + channel.take());
        hub.sleep(ofSeconds(1));

        stage.expect(
                "put() returns when the item has been taken",
                "0.0 s: puts a",
                "1.0 s: took a",
                "1.0 s: puts b",
                "2.0 s: took b",
                "2.0 s: has put all");
        assertThat(channel.offer("c", ZERO)).as("with nobody there to take it").isFalse();
    }

    @Test
    void inAChannelWhoTakesMayWaitFirst() throws Exception {
        var channel = coordination.<String>newQueue(0);
        hub.spawn(() -> stage.note("took " + channel.take()));
        settle();

        assertThat(channel.offer("a", ZERO)).as("with somebody there who waits for it").isTrue();
        hub.join();

        stage.expect("from hand to hand", "took a");
    }

    @Test
    void whoIsKilledWhileHeTakesLosesNoItem() throws Exception {
        var queue = coordination.<String>newQueue(10);
        var killed = hub.spawn(() -> queue.take());
        hub.spawn(() -> stage.note("the second got " + queue.take()));
        settle();

        killed.throwInto(new GreenletExit());
        settle();
        queue.put("a");
        hub.join();

        stage.expect("the item goes to the next in line", "the second got a");
    }

    @Test
    void whoIsKilledWithTheItemOnItsWayLosesNone() throws Exception {
        var queue = coordination.<String>newQueue(10);
        var killed = hub.spawn(() -> queue.take());
        settle();

        killed.throwInto(new GreenletExit());
        queue.put("a");
        queue.put("b");
        settle();

        assertThat(killed.isReady()).isTrue();
        assertThat(queue.poll(ofSeconds(1)))
                .as(
                        "killed and served in the same turn: the item is still there, and still the"
                                + " first")
                .isEqualTo("a");
        assertThat(queue.poll(ofSeconds(1))).isEqualTo("b");
    }

    @Test
    void aTimeThatIsUpInTheTurnOfThePutLosesNoItem() throws Exception {
        var queue = coordination.<String>newQueue(10);
        hub.postDelayed(
                () -> {
                    try {
                        queue.offer("a", ZERO);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                ofSeconds(2));
        var taken = new ArrayList<String>();
        hub.spawn(() -> taken.add(queue.poll(ofSeconds(2))));
        hub.join();

        taken.add(queue.poll(ZERO));
        assertThat(taken).as("got, and left in the queue").containsExactlyInAnyOrder("a", null);
    }

    @Test
    void whoIsKilledWhileHePutsHasNotPut() throws Exception {
        var queue = coordination.<String>newQueue(1);
        queue.put("a");
        var killed = hub.spawn(() -> queue.put("b"));
        hub.spawn(() -> queue.put("c"));
        settle();

        killed.throwInto(new GreenletExit());
        settle();

        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.take()).as("the next in line").isEqualTo("c");
        assertThat(queue.poll(ofSeconds(1))).isNull();
    }

    @Test
    void joinWaitsUntilTheWorkIsDone() throws Exception {
        var queue = coordination.<String>newQueue(10);
        assertThat(queue.join(ofSeconds(1))).as("of an empty one").isTrue();
        stage.expectElapsed("of an empty one it returns at once", ZERO);
        queue.put("a");
        queue.put("b");
        hub.spawn(() -> {
            for (var i = 0; i < 2; i++) {
                stage.note("works on " + queue.take());
                hub.sleep(ofSeconds(2));
                queue.taskDone();
            }
        });

        assertThat(queue.join(ofSeconds(3))).as("done within 3 s").isFalse();
        assertThat(queue.size()).as("all have been taken, but not all is done").isZero();
        assertThat(queue.join(null)).isTrue();

        stage.expectElapsed("until the second one is done", ofSeconds(4));
        assertThatThrownBy(queue::taskDone, "done once too often")
                .isInstanceOf(IllegalStateException.class);
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

    private void shutDown(String what, Hub.Body call) {
        assertThatThrownBy(call::run, what + " after shutdown()")
                .isInstanceOf(IllegalStateException.class);
        stage.note(what);
    }
}

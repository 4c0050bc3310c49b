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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
        for (var time : Arrays.asList(ZERO, null)) {
            assertThatThrownBy(() -> queue.offer(null, time), "an item that is null")
                    .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class);
        }
        assertThat(queue.size()).as("items, when null was refused").isZero();
        queue.taskDone();
        queue.taskDone();
        assertThat(queue.join(ZERO)).as("done, on a and b, and on no null").isTrue();
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aTimeThatIsUpInTheTurnOfTheTakeTellsWhetherTheItemIsIn(int capacity) throws Exception {
        for (var isTakenFirst : List.of(true, false)) {
            var queue = coordination.<String>newQueue(capacity);
            for (var i = 0; i < capacity; i++) {
                queue.put("there");
            }
            var taken = new ArrayList<String>();
            var answers = new ArrayList<Boolean>();
            Runnable takes =
                    () -> {
                        try {
                            taken.add(queue.poll(ZERO));
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    };
            if (isTakenFirst) {
                hub.postDelayed(takes, ofSeconds(2));
            }
            hub.spawn(() -> answers.add(queue.offer("x", ofSeconds(2))));
            settle();
            if (!isTakenFirst) {
                hub.postDelayed(takes, ofSeconds(2));
            }
            hub.join();
            taken.add(queue.poll(ZERO));

            assertThat(answers)
                    .as(
                            "what offer(x, 2 s) said, when somebody made room in the turn in which"
                                    + " its time was up; taken in all: %s",
                            taken)
                    .containsExactly(taken.contains("x"));
        }
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void takersThatAreThrownOutWithTheirItemsLeaveThemInOrder(int takers) throws Exception {
        for (var kind : Thrown.values()) {
            for (var capacity : List.of(0, 1, 100)) {
                var queue = coordination.<Integer>newQueue(capacity);
                var victims = new ArrayList<GreenThread>();
                for (var i = 0; i < takers; i++) {
                    victims.add(
                            hub.spawn(() -> {
                                try {
                                    stage.note("took " + queue.take());
                                } catch (Throwable thrown) {
                                    // its item has to go on
                                }
                            }));
                }
                settle();
                for (var i = 0; i < takers; i++) {
                    victims.get(i).throwInto(kind.make());
                    queue.put(i);
                }
                settle();

                var taken = new ArrayList<Integer>();
                var expected = new ArrayList<Integer>();
                for (var i = 0; i < takers; i++) {
                    taken.add(queue.poll(ZERO));
                    expected.add(i);
                }
                stage.expect("nobody took an item");
                assertThat(taken)
                        .as(
                                "what is left, in order, when all of %s takers were served, and"
                                        + " thrown out by %s, in one turn (capacity %s)",
                                takers, kind, capacity)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsGivenBackComesBeforeWhatIsThereAndGoesToWhoWaits() throws Exception {
        var queue = coordination.<String>newQueue(10);
        var victims = List.of(hub.spawn(() -> queue.take()), hub.spawn(() -> queue.take()));
        settle();
        victims.forEach(victim -> victim.throwInto(new GreenletExit()));
        for (var item : List.of("a", "b", "c")) {
            queue.put(item);
        }
        settle();
        assertThat(queue.size()).as("items, when two of three were given back").isEqualTo(3);
        for (var item : List.of("a", "b", "c")) {
            assertThat(queue.take()).as("the next item").isEqualTo(item);
        }

        var victim = hub.spawn(() -> queue.take());
        hub.spawn(() -> stage.note("who waits got " + queue.take()));
        settle();
        victim.throwInto(new GreenletExit());
        queue.put("d");
        settle();

        stage.expect("the item goes to the next in line", "who waits got d");
    }

    /** Each way not to have put an item. */
    enum NotPut {
        OFFERED_WITHOUT_TIME,
        OFFERED_FOR_A_TIME,
        THROWN_OUT,
        SHUT_DOWN_MEANWHILE
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNotPutIsNotThereAndNoWork(NotPut how) throws Exception {
        for (var capacity : List.of(0, 1, 2)) {
            var queue = coordination.<String>newQueue(capacity);
            for (var i = 0; i < capacity; i++) {
                queue.put("there");
            }
            var putter =
                    hub.spawn(() -> {
                        switch (how) {
                            case OFFERED_WITHOUT_TIME -> queue.offer("x", ZERO);
                            case OFFERED_FOR_A_TIME -> queue.offer("x", ofSeconds(1));
                            default -> {
                                try {
                                    queue.put("x");
                                } catch (Throwable thrown) {
                                    // it has not been put
                                }
                            }
                        }
                    });
            hub.sleep(ofSeconds(2));
            if (how == NotPut.THROWN_OUT) {
                putter.throwInto(new IOException("thrown out"));
            } else if (how == NotPut.SHUT_DOWN_MEANWHILE) {
                queue.shutdown();
            }
            hub.join(putter);

            assertThat(queue.size()).as("items in it, %s", how).isEqualTo(capacity);
            for (var i = 0; i < capacity; i++) {
                assertThat(queue.poll(ZERO)).as("an item, %s", how).isEqualTo("there");
                queue.taskDone();
            }
            if (how != NotPut.SHUT_DOWN_MEANWHILE) {
                assertThat(queue.poll(ZERO)).as("what was not put, %s", how).isNull();
            }
            assertThat(queue.join(ofSeconds(1)))
                    .as(
                            "all work is done, of a queue of %s into which one more was not put,"
                                    + " %s",
                            capacity, how)
                    .isTrue();
            assertThatThrownBy(queue::taskDone, "the work on what was not put")
                    .isInstanceOf(IllegalStateException.class);
        }
        stage.expectNoFailure();
    }

    /** Each way in which an item gets from one to the other. */
    enum Way {
        THROUGH_THE_QUEUE,
        TO_ONE_WHO_WAITS,
        FROM_ONE_WHO_WAITS
    }

    @ParameterizedTest
    @EnumSource
    void theWorkOnEachItemCountsHoweverItWasPut(Way way) throws Exception {
        var queue = coordination.<String>newQueue(way == Way.THROUGH_THE_QUEUE ? 10 : 0);
        Hub.Body takes = () -> stage.note("took " + queue.take());
        Hub.Body puts = () -> queue.put("x");
        hub.spawn(way == Way.TO_ONE_WHO_WAITS ? takes : puts);
        settle();
        hub.spawn(way == Way.TO_ONE_WHO_WAITS ? puts : takes);
        settle();

        stage.expect("an item went " + way, "took x");
        assertThat(queue.join(ZERO))
                .as("the work on an item is done that was only taken")
                .isFalse();
        for (var name : List.of("A", "B")) {
            hub.spawn(() -> stage.noteTimed(name + " joined " + queue.join(null)));
        }
        assertThat(queue.join(ofSeconds(1))).as("done within 1 s").isFalse();
        queue.taskDone();
        hub.join();
        assertThat(queue.join(ZERO)).as("the work is done").isTrue();
        assertThatThrownBy(queue::taskDone, "done once too often")
                .isInstanceOf(IllegalStateException.class);
        stage.expect(
                "all who wait for it go on",
                "took x",
                "1.0 s: A joined true",
                "1.0 s: B joined true");
    }

    @Test
    void theWorkOnAnItemThatWasGivenBackCountsOnce() throws Exception {
        var queue = coordination.<String>newQueue(10);
        var victim = hub.spawn(() -> queue.take());
        settle();
        victim.throwInto(new GreenletExit());
        queue.put("a");
        settle();

        assertThat(queue.join(ZERO)).as("done, when its taker was killed").isFalse();
        assertThat(queue.take()).isEqualTo("a");
        queue.taskDone();
        assertThat(queue.join(ZERO)).as("done, when it was done once").isTrue();
    }

    @Test
    void soManyFitInAndNoMore() throws Exception {
        for (var capacity : List.of(0, 1, 2, 5)) {
            var queue = coordination.<Integer>newQueue(capacity);
            for (var i = 0; i < capacity; i++) {
                assertThat(queue.offer(i, ZERO))
                        .as("item %s of a queue for %s", i, capacity)
                        .isTrue();
                assertThat(queue.size()).as("its size").isEqualTo(i + 1);
            }
            assertThat(queue.offer(99, ZERO)).as("one more than %s", capacity).isFalse();
            assertThat(queue.offer(99, ofSeconds(1)))
                    .as("one more than %s, within 1 s", capacity)
                    .isFalse();
            var putter = hub.spawn(() -> queue.put(capacity));
            settle();
            for (var i = 0; i <= capacity; i++) {
                assertThat(queue.poll(ZERO))
                        .as("of a queue for %s, the item that came as number %s", capacity, i)
                        .isEqualTo(i);
            }
            assertThat(queue.poll(ZERO)).as("one more").isNull();
            hub.join(putter);
        }
        stage.expectNoFailure();
    }

    @Test
    void theTimesOfAQueueAreKept() throws Exception {
        var full = coordination.<String>newQueue(1);
        full.put("a");
        var empty = coordination.<String>newQueue(1);
        for (var time : List.of(ZERO, Duration.ofNanos(1), Duration.ofMillis(1_500))) {
            var before = stage.clock().elapsed();
            assertThat(full.offer("b", time)).as("offer(item, %s) to a full one", time).isFalse();
            assertThat(empty.poll(time)).as("poll(%s) of an empty one", time).isNull();
            assertThat(full.join(time)).as("join(%s)", time).isFalse();
            assertThat(stage.clock().elapsed().minus(before))
                    .as("the time of all three")
                    .isEqualTo(time.multipliedBy(3));
        }
        var less = Duration.ofNanos(-1);
        assertThatThrownBy(() -> full.offer("b", less), "offer(item, -1 ns)")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> empty.offer("b", less), "offer(item, -1 ns) where there is room")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> full.poll(less), "poll(-1 ns)")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> empty.poll(less), "poll(-1 ns)")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> full.join(less), "join(-1 ns)")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> empty.join(less), "join(-1 ns) when all work is done")
                .isInstanceOf(IllegalArgumentException.class);
        hub.postDelayed(
                () -> {
                    try {
                        stage.note(
                                "a message took "
                                        + full.poll(ZERO)
                                        + ", offered "
                                        + empty.offer("x", ZERO));
                        full.taskDone();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                ofSeconds(1));
        assertThat(empty.poll(HubWait.LONGEST)).as("with the longest time").isEqualTo("x");
        assertThat(full.join(HubWait.LONGEST)).as("with the longest time").isTrue();
        assertThat(full.offer("c", HubWait.LONGEST)).as("with the longest time").isTrue();
        stage.expect(
                "what does not wait is allowed in a message", "a message took a, offered true");
    }

    @Test
    void whatIsGivenBackWhenItHasBeenShutDownCanBeTaken() throws Exception {
        for (var capacity : List.of(0, 1, 10)) {
            var queue = coordination.<String>newQueue(capacity);
            var victim = hub.spawn(() -> queue.take());
            settle();
            victim.throwInto(new GreenletExit());
            queue.put("a");
            queue.shutdown();
            settle();

            assertThat(queue.poll(ZERO))
                    .as(
                            "what poll(ZERO) takes from a queue (capacity %s) that was shut down"
                                    + " while a was on its way to one that was killed",
                            capacity)
                    .isEqualTo("a");
            assertThatThrownBy(() -> queue.poll(ZERO), "poll(ZERO) when it is empty")
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void inAChannelWhoTakesWithoutTimeFindsWhoWaitsToPut() throws Exception {
        var channel = coordination.<String>newQueue(0);
        for (var item : List.of("a", "b")) {
            hub.spawn(() -> channel.put(item));
        }
        settle();

        assertThat(channel.size()).as("size of a channel, while two wait to put").isZero();
        for (var item : Arrays.asList("a", "b", null)) {
            assertThat(channel.poll(ZERO))
                    .as("what poll(ZERO) takes, when a and b waited to be put")
                    .isEqualTo(item);
        }
    }

    @Test
    void whoJoinsGoesOnWhenAllWasDoneThoughThereIsNewWork() throws Exception {
        var queue = coordination.<String>newQueue(10);
        queue.put("a");
        for (var time : Arrays.asList(ofSeconds(5), null)) {
            for (var name : List.of("first", "second")) {
                hub.spawn(() -> stage.noteTimed(name + " " + queue.join(time)));
            }
            settle();
            assertThat(queue.take()).as("what was put").isEqualTo("a");
            queue.taskDone();
            queue.put("a");
            settle();

            stage.expect(
                    "two waited in join(%s); the work on all items was done, and one was put in the same turn"
                            .formatted(time),
                    "0.0 s: first true",
                    "0.0 s: second true");
            stage.notes().clear();
        }
    }

    @Test
    void whatIsGivenBackGoesToTheFirstOfThoseWhoWait() throws Exception {
        var queue = coordination.<String>newQueue(10);
        var victim = hub.spawn(() -> queue.take());
        for (var name : List.of("first", "second")) {
            hub.spawn(() -> stage.note(name + " got " + queue.take()));
        }
        settle();
        victim.throwInto(new GreenletExit());
        queue.put("a");
        settle();
        queue.put("b");
        settle();

        stage.expect(
                "a was on its way to one that was killed, and two waited behind",
                "first got a",
                "second got b");
    }

    /** How an item gets to the one who takes it. */
    enum Passage {
        IT_IS_STORED,
        A_TAKER_WAITS,
        A_TAKER_WAITS_AT_A_CHANNEL,
        A_PUTTER_WAITS,
        A_PUTTER_WAITS_AT_A_CHANNEL
    }

    @ParameterizedTest
    @EnumSource
    void whateverWayItTakesTheWorkOnAnItemIsToBeDone(Passage way) throws Exception {
        var isChannel = way.name().endsWith("CHANNEL");
        var queue = coordination.<String>newQueue(isChannel ? 0 : 1);
        Hub.Body takes = () -> stage.note("took " + queue.take());
        switch (way) {
            case IT_IS_STORED -> {
                queue.put("a");
                takes.run();
            }
            case A_TAKER_WAITS, A_TAKER_WAITS_AT_A_CHANNEL -> {
                hub.spawn(takes);
                settle();
                queue.put("a");
            }
            case A_PUTTER_WAITS_AT_A_CHANNEL -> {
                hub.spawn(() -> queue.put("a"));
                settle();
                takes.run();
            }
            case A_PUTTER_WAITS -> {
                queue.put("a");
                hub.spawn(() -> queue.put("b"));
                settle();
                takes.run();
                queue.taskDone();
                takes.run();
            }
        }
        settle();

        assertThat(queue.join(ofSeconds(1)))
                .as("join(1 s), when the last item was taken (%s), and its work not done", way)
                .isFalse();
        queue.taskDone();
        assertThat(queue.join(ofSeconds(1))).as("join(1 s), when it was done").isTrue();
        assertThatThrownBy(queue::taskDone, "taskDone() once more")
                .isInstanceOf(IllegalStateException.class);
    }

    /** Where an item goes that is offered. */
    enum State {
        THERE_IS_ROOM,
        A_TAKER_WAITS,
        IT_IS_FULL,
        A_CHANNEL,
        A_CHANNEL_WHERE_A_TAKER_WAITS
    }

    @ParameterizedTest
    @EnumSource
    void nullIsRefusedWhateverTheStateOfTheQueue(State state) throws Exception {
        var isChannel = state.name().startsWith("A_CHANNEL");
        var takerWaits = state.name().endsWith("TAKER_WAITS");
        var queue = coordination.<String>newQueue(isChannel ? 0 : 1);
        if (takerWaits) {
            hub.spawn(() -> stage.note("took " + queue.take()));
        } else if (state == State.IT_IS_FULL) {
            queue.put("there");
        }
        settle();

        for (var time : Arrays.asList(ZERO, ofSeconds(1), null)) {
            assertThatThrownBy(() -> queue.offer(null, time), "offer(null, %s), %s", time, state)
                    .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> queue.put(null), "put(null), %s", state)
                .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class);
        settle();
        stage.expect("null was refused, so nobody took it");
        stage.expectElapsed("nobody waited until null was refused", ZERO);
        if (takerWaits) {
            queue.put("a");
            settle();
            stage.expect("null was refused, and the next item came to who waits", "took a");
        } else if (state == State.IT_IS_FULL) {
            assertThat(queue.take())
                    .as("what was there before null was refused")
                    .isEqualTo("there");
        }
        assertThat(queue.poll(ZERO)).as("what is left, when null was refused").isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10})
    void nobodySnatchesTheItemOfOneWhoWaits(int capacity) throws Exception {
        var queue = coordination.<String>newQueue(capacity);
        for (var time : Arrays.asList(ofSeconds(9), null)) {
            hub.spawn(() -> stage.noteTimed("who waits got " + queue.poll(time)));
        }
        settle();

        queue.put("a");
        assertThat(queue.poll(ZERO))
                .as(
                        "what poll(ZERO) takes right after a was put, while two wait for an item"
                                + " (capacity %s)",
                        capacity)
                .isNull();
        hub.spawn(() -> queue.put("b"));
        hub.spawn(() -> queue.put("c"));
        stage.noteTimed("who came later got " + queue.take());

        stage.expect(
                "those who wait to take are served in the order in which they came",
                "0.0 s: who waits got a",
                "0.0 s: who waits got b",
                "0.0 s: who came later got c");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nobodySnatchesTheRoomOfOneWhoWaits(int capacity) throws Exception {
        var queue = coordination.<String>newQueue(capacity);
        for (var i = 0; i < capacity; i++) {
            queue.put("there");
        }
        hub.spawn(() -> queue.put("waited"));
        settle();

        assertThat(queue.take()).as("the first item").isEqualTo("there");
        assertThat(queue.offer("came later", ZERO))
                .as(
                        "offer(item, ZERO) right after one was taken of %s, while another one waits"
                                + " to put",
                        capacity)
                .isFalse();
        hub.spawn(() -> queue.put("came later"));
        settle();

        for (var i = 1; i < capacity; i++) {
            assertThat(queue.take()).as("the next item").isEqualTo("there");
        }
        for (var item : List.of("waited", "came later")) {
            assertThat(queue.take())
                    .as("the next item, in the order in which they came to put")
                    .isEqualTo(item);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"210", "102", "120", "201", "021"})
    void whatIsGivenBackIsInItsOrderWhateverTheOrderOfTheKills(String kills) throws Exception {
        for (var capacity : List.of(0, 10)) {
            var queue = coordination.<String>newQueue(capacity);
            var victims = new ArrayList<GreenThread>();
            for (var i = 0; i < kills.length(); i++) {
                victims.add(hub.spawn(() -> queue.take()));
            }
            settle();
            for (var victim : kills.toCharArray()) {
                victims.get(victim - '0').throwInto(new GreenletExit());
            }
            for (var item : List.of("a", "b", "c")) {
                queue.put(item);
            }
            settle();

            var left = new ArrayList<String>();
            for (var i = 0; i < kills.length(); i++) {
                left.add(queue.poll(ZERO));
            }
            assertThat(left)
                    .as(
                            "what is left of a, b, c, which were on their way to takers 0, 1, 2,"
                                    + " when these were killed in the order %s (capacity %s)",
                            kills, capacity)
                    .containsExactly("a", "b", "c");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void whoWaitsToPutWaitsOnWhileWhatWasGivenBackIsOneTooMany(int capacity) throws Exception {
        var queue = coordination.<String>newQueue(capacity);
        var victim = hub.spawn(() -> queue.take());
        settle();
        victim.throwInto(new GreenletExit());
        queue.put("given back");
        for (var i = 0; i <= capacity; i++) {
            var item = "item " + i;
            if (queue.offer(item, ZERO)) {
                stage.note("put " + item);
            } else {
                hub.spawn(() -> {
                    queue.put(item);
                    stage.note("put " + item);
                });
            }
        }
        settle();

        assertThat(queue.poll(ZERO)).as("the first item").isEqualTo("given back");
        settle();
        assertThat(stage.notes())
                .as(
                        "what has been put into a queue for %s, when nothing was taken but one that"
                                + " a killed taker gave back",
                        capacity)
                .hasSize(capacity)
                .doesNotContain("put item " + capacity);
        for (var i = 0; i <= capacity; i++) {
            assertThat(queue.poll(ZERO)).as("the next item").isEqualTo("item " + i);
        }
        settle();
        assertThat(stage.notes())
                .as("what has been put into a queue for %s, when all were taken", capacity)
                .contains("put item " + capacity);
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatWaitsToBePutIsNoWork(int capacity) throws Exception {
        var queue = coordination.<String>newQueue(capacity);
        for (var i = 0; i < capacity; i++) {
            queue.put("there");
            queue.taskDone();
        }
        hub.spawn(() -> queue.put("x"));
        settle();

        for (var time : Arrays.asList(ZERO, ofSeconds(1), null)) {
            assertThat(queue.join(time))
                    .as("join(%s), while x waits to be put, and nothing else is to be done", time)
                    .isTrue();
        }
        stage.expectElapsed("nobody waited for the work on what has not been put", ZERO);
        assertThatThrownBy(queue::taskDone, "taskDone() for what has not been put yet")
                .isInstanceOf(IllegalStateException.class);

        for (var i = 0; i <= capacity; i++) {
            queue.take();
        }
        settle();
        assertThat(queue.join(ZERO)).as("join(ZERO), when x has been put").isFalse();
        queue.taskDone();
        assertThat(queue.join(ZERO)).as("join(ZERO), when the work on x is done").isTrue();
    }

    @Test
    void anUnboundedQueueHasRoomForAnyNumber() throws Exception {
        var many = 10_000;
        var queue = coordination.<Integer>newQueue(Coordination.UNBOUNDED);
        for (var i = 0; i < many; i++) {
            assertThat(queue.offer(i, ZERO)).as("room for item %s", i).isTrue();
        }
        assertThat(queue.size()).as("its size").isEqualTo(many);
        for (var i = 0; i < many; i++) {
            assertThat(queue.poll(ZERO)).as("the next item").isEqualTo(i);
        }
        assertThat(queue.poll(ZERO)).as("one more").isNull();
    }

    /** What happens to a queue, and leaves it empty. */
    enum Before {
        IT_WAS_FULL,
        SOMEBODY_WAITED_TO_PUT,
        SOMEBODY_WAITED_TO_TAKE,
        WHO_WAITED_TO_PUT_GAVE_UP,
        WHO_WAITED_TO_TAKE_GAVE_UP,
        WHO_WAITED_TO_PUT_WAS_KILLED,
        AN_ITEM_WAS_GIVEN_BACK
    }

    @ParameterizedTest
    @EnumSource
    void soManyFitInAlsoAfterwards(Before before) throws Exception {
        for (var capacity : List.of(1, 2, 5)) {
            var queue = coordination.<String>newQueue(capacity);
            if (before.name().contains("PUT") || before == Before.IT_WAS_FULL) {
                for (var i = 0; i < capacity; i++) {
                    queue.put("earlier");
                }
            }
            switch (before) {
                case IT_WAS_FULL -> {}
                case SOMEBODY_WAITED_TO_PUT -> hub.spawn(() -> queue.put("earlier"));
                case SOMEBODY_WAITED_TO_TAKE -> {
                    hub.spawn(() -> queue.take());
                    settle();
                    queue.put("earlier");
                }
                case WHO_WAITED_TO_PUT_GAVE_UP -> queue.offer("not put", ofSeconds(1));
                case WHO_WAITED_TO_TAKE_GAVE_UP -> queue.poll(ofSeconds(1));
                case WHO_WAITED_TO_PUT_WAS_KILLED -> {
                    var putter = hub.spawn(() -> queue.put("not put"));
                    settle();
                    putter.throwInto(new GreenletExit());
                }
                case AN_ITEM_WAS_GIVEN_BACK -> {
                    var taker = hub.spawn(() -> queue.take());
                    settle();
                    taker.throwInto(new GreenletExit());
                    queue.put("earlier");
                }
            }
            settle();
            while (queue.size() > 0) {
                assertThat(queue.take()).as("what was in it, %s", before).isEqualTo("earlier");
                settle();
            }

            for (var i = 1; i <= capacity; i++) {
                assertThat(queue.offer("x", ZERO))
                        .as("room for item %s of a queue for %s, after %s", i, capacity, before)
                        .isTrue();
            }
            assertThat(queue.offer("x", ZERO))
                    .as("room for one more than %s, after %s", capacity, before)
                    .isFalse();
        }
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aMessageThatWouldHaveToWaitIsRefusedAndLeavesNothing(int capacity) throws Exception {
        var queue = coordination.<String>newQueue(capacity);
        expectRefusedInAMessage("take()", queue::take);
        hub.spawn(() -> queue.put("a"));
        settle();
        assertThat(queue.poll(ZERO))
                .as("what was put when a message had been refused to wait for it")
                .isEqualTo("a");
        expectRefusedInAMessage("join(null)", () -> queue.join(null));
        queue.taskDone();

        for (var i = 0; i < capacity; i++) {
            queue.put("there");
        }
        expectRefusedInAMessage("put(b)", () -> queue.put("b"));
        for (var i = 0; i < capacity; i++) {
            assertThat(queue.poll(ZERO)).as("what was there").isEqualTo("there");
            queue.taskDone();
        }
        assertThat(queue.poll(ZERO))
                .as("one more, when a message had been refused to wait for room")
                .isNull();
        assertThat(queue.join(ZERO)).as("all work is done").isTrue();
    }

    private void expectRefusedInAMessage(String what, Hub.Body call) throws InterruptedException {
        hub.post(() -> {
            try {
                call.run();
                stage.note("not refused");
            } catch (IllegalStateException e) {
                stage.note("refused");
            } catch (UnsupportedOperationException toDo) {
                throw toDo;
            } catch (Exception e) {
                stage.note("" + e);
            }
        });
        settle();
        stage.expect(what + " in a message, which must not wait", "refused");
        stage.notes().clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatWasGivenBackTakesRoomAsAnyItem(int capacity) throws Exception {
        var queue = coordination.<String>newQueue(capacity);
        var victim = hub.spawn(() -> queue.take());
        settle();
        victim.throwInto(new GreenletExit());
        queue.put("given back");
        settle();
        for (var i = 1; i < capacity; i++) {
            queue.put("item " + i);
        }

        assertThat(queue.offer("one too many", ZERO))
                .withFailMessage(
                        "a queue for %s was full, with an item that a killed taker had given back,"
                                + " and one more was put into it without waiting",
                        capacity)
                .isFalse();
        hub.spawn(() -> {
            queue.put("the next");
            stage.note("has put the next");
        });
        settle();
        stage.expect("there is no room: who puts waits");
        assertThat(queue.take()).as("the first item").isEqualTo("given back");
        settle();
        stage.expect(
                "who waits to put has the room when what was given back has been taken",
                "has put the next");
        assertThat(queue.size()).as("items in a queue for %s", capacity).isEqualTo(capacity);
    }
}

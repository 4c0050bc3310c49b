package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

@Exercise(id = "4.5", title = "Coordination", section = "Gevent")
class CoordinationSpec {
    private final Hub hub;
    private final Coordination coordination;
    private final Conformance conformance;
    private final Stage stage;

    CoordinationSpec(
            Candidate<Coordination> candidate,
            @Given Candidate<Hub> hubs,
            @Given Candidate<Tasks> givenTasks,
            @Given Candidate<Cancellation> cancellations,
            @Given Greenlets greenlets,
            Stage stage)
            throws Exception {
        this.stage = stage;
        hub = hubs.create(greenlets, stage.clock(), stage.failures());
        var tasks = givenTasks.create(hub, stage.failures());
        coordination = candidate.create(hub, tasks);
        conformance = new Conformance(hub, cancellations.create(hub), stage);
    }

    private void settle() throws InterruptedException {
        for (var turn = 0; turn < 5; turn++) {
            hub.sleep(ZERO);
        }
    }

    // 4.5.1 to 4.5.4: Semaphore

    @Test
    void soManyAndNoMoreAreInside() throws Exception {
        var semaphore = coordination.newSemaphore(2);
        for (var name : List.of("A", "B", "C")) {
            hub.spawn(() -> {
                semaphore.acquire();
                stage.noteTimed(name);
                hub.sleep(ofSeconds(1));
                semaphore.release();
            });
        }

        hub.join();

        stage.expect(
                "two permits: the third waits until one comes back",
                "0.0 s: A",
                "0.0 s: B",
                "1.0 s: C");
        assertThat(semaphore.available()).isEqualTo(2);
    }

    @Test
    void aTimedAcquireSaysFalse() throws Exception {
        var semaphore = coordination.newSemaphore(1);

        assertThat(semaphore.acquire(ZERO)).isTrue();
        assertThat(semaphore.acquire(ZERO)).as("without waiting").isFalse();
        assertThat(semaphore.acquire(ofSeconds(2))).as("within 2 s").isFalse();
        stage.expectElapsed("the time it waited", ofSeconds(2));
        semaphore.release();
        assertThat(semaphore.acquire(ofSeconds(2))).as("when there is one").isTrue();
        stage.expectElapsed("the last one did not wait", ofSeconds(2));
    }

    @Test
    void firstComeFirstServed() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        for (var name : List.of("A", "B", "C")) {
            hub.spawn(() -> {
                semaphore.acquire();
                stage.note(name);
                semaphore.release();
            });
        }
        settle();

        semaphore.release();
        hub.join();

        stage.expect("in the order of asking", "A", "B", "C");
    }

    @Test
    void nobodySnatchesThePermitOfOneWhoWaits() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        hub.spawn(() -> {
            semaphore.acquire();
            stage.note("who waited");
            semaphore.release();
        });
        settle();

        semaphore.release();
        assertThat(semaphore.acquire(ZERO))
                .as("asked for right after the release, while another one waits")
                .isFalse();
        semaphore.acquire();
        stage.note("who came later");

        stage.expect(
                "whoever waits is served before whoever comes", "who waited", "who came later");
    }

    @Test
    void releasingTooOftenIsAnError() throws Exception {
        var semaphore = coordination.newSemaphore(1);

        assertThatThrownBy(semaphore::release, "a release when all permits are there")
                .isInstanceOf(IllegalStateException.class);
        semaphore.acquire();
        semaphore.release();
        assertThatThrownBy(semaphore::release, "a release when all permits are there")
                .isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.available()).isEqualTo(1);
    }

    @Test
    void aLockMayBeReleasedByAnother() throws Exception {
        var lock = coordination.newSemaphore(1);
        lock.acquire();
        hub.spawn(lock::release);

        lock.acquire();

        assertThat(lock.available()).isZero();
    }

    @Test
    void whoIsKilledInLineLosesNoPermit() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        var first = hub.spawn(() -> semaphore.acquire());
        hub.spawn(() -> {
            semaphore.acquire();
            stage.note("the second");
        });
        settle();

        first.throwInto(new GreenletExit());
        settle();
        semaphore.release();
        hub.join();

        stage.expect("the permit goes to the next in line", "the second");
    }

    @Test
    void whoIsKilledWithThePermitOnItsWayLosesNone() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        var first = hub.spawn(() -> semaphore.acquire());
        hub.spawn(() -> {
            semaphore.acquire();
            stage.note("the second");
            semaphore.release();
        });
        settle();

        first.throwInto(new GreenletExit());
        semaphore.release();
        hub.join();

        stage.expect(
                "killed and served in the same turn: the permit goes on to the next in line",
                "the second");
        assertThat(semaphore.available()).isEqualTo(1);
    }

    @Test
    void aTimeThatIsUpInTheTurnOfTheReleaseLosesNone() throws Exception {
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        hub.postDelayed(semaphore::release, ofSeconds(2));
        hub.spawn(() -> stage.note("served: " + semaphore.acquire(ofSeconds(2))));
        hub.join();

        var served = stage.notes().contains("served: true");
        assertThat(semaphore.available())
                .as("left, after %s", stage.notes())
                .isEqualTo(served ? 0 : 1);
        stage.expectNoFailure();
    }

    @Test
    void wrongSizesAreRefused() {
        assertThatThrownBy(() -> coordination.newSemaphore(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> coordination.newQueue(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> coordination.newPool(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // 4.5.5 to 4.5.9: Queue

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

    // 4.5.10 to 4.5.15: Pool

    @Test
    void spawnWaitsWhenThePoolIsFull() throws Exception {
        var pool = coordination.newPool(2);
        for (var seconds : List.of(1, 5, 2)) {
            pool.spawn(() -> {
                stage.noteTimed("runs " + seconds);
                return sleeping(seconds);
            });
            stage.noteTimed("spawned " + seconds + ", free " + pool.free());
        }
        pool.join();

        stage.expect(
                "the third has to wait for a place",
                "0.0 s: spawned 1, free 1",
                "0.0 s: spawned 5, free 0",
                "0.0 s: runs 1",
                "0.0 s: runs 5",
                "1.0 s: spawned 2, free 0",
                "1.0 s: runs 2");
        stage.expectElapsed("join() waits for all", ofSeconds(5));
        assertThat(pool.free()).isEqualTo(2);
    }

    @Test
    void afterAnErrorThePoolGoesOn() throws Exception {
        var pool = coordination.newPool(1);
        var failure = new IOException("out of paper");
        var bad =
                pool.<String>spawn(() -> {
                    throw failure;
                });
        var good = pool.spawn(() -> "done");

        assertThatThrownBy(bad::get).isSameAs(failure);
        assertThat(good.get()).isEqualTo("done");
        pool.join();
        assertThat(pool.free()).isEqualTo(1);
        assertThatThrownBy(() -> pool.spawn(null)).isInstanceOf(NullPointerException.class);
        assertThat(pool.free()).as("free, after a refused spawn").isEqualTo(1);
    }

    @Test
    void aKilledTaskGivesItsPlaceBack() throws Exception {
        var pool = coordination.newPool(1);
        var task =
                pool.spawn(() -> {
                    hub.sleep(null);
                    return null;
                });
        settle();

        task.throwInto(new GreenletExit());
        pool.join();

        assertThat(pool.free()).isEqualTo(1);
    }

    @Test
    void mapReturnsTheResultsInTheOrderOfTheItems() throws Exception {
        var pool = coordination.newPool(2);

        var results = pool.map(this::sleeping, List.of(3, 1, 2));

        assertThat(results).containsExactly("slept 3", "slept 1", "slept 2");
        stage.expectElapsed("two at a time: 3 s, and beside it 1 s and 2 s", ofSeconds(3));
        assertThat(pool.map(this::sleeping, List.of())).as("of nothing").isEmpty();
    }

    private String sleeping(int seconds) throws InterruptedException {
        hub.sleep(ofSeconds(seconds));
        return "slept " + seconds;
    }

    @Test
    void mapRaisesTheFirstItemsErrorWhenAllAreDone() throws Exception {
        var pool = coordination.newPool(2);
        var failures = List.of(new IOException("of 3"), new IOException("of 1"));

        assertThatThrownBy(() ->
                        pool.map(
                                index -> {
                                    hub.sleep(ofSeconds(3 - 2 * index));
                                    stage.note("done " + index);
                                    throw failures.get(index);
                                },
                                List.of(0, 1)))
                .isSameAs(failures.getFirst());
        stage.expectNotes("all have been done", "done 1", "done 0");
        assertThat(pool.map(this::sleeping, List.of(1)))
                .as("after an error")
                .containsExactly("slept 1");
    }

    @Test
    void imapGivesTheResultsInTheOrderOfTheItems() throws Exception {
        var results = coordination.newPool(3).imap(this::sleeping, List.of(3, 1, 2).iterator());

        while (results.hasNext()) {
            stage.noteTimed(results.next());
        }

        stage.expect(
                "in the order of the items", "3.0 s: slept 3", "3.0 s: slept 1", "3.0 s: slept 2");
        assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void imapUnorderedGivesThemAsTheyAreThere() throws Exception {
        var results =
                coordination.newPool(3).imapUnordered(this::sleeping, List.of(3, 1, 2).iterator());

        while (results.hasNext()) {
            stage.noteTimed(results.next());
        }

        stage.expect(
                "in the order in which they are there",
                "1.0 s: slept 1",
                "2.0 s: slept 2",
                "3.0 s: slept 3");
    }

    @Test
    void imapUnorderedRemembersInWhichOrderTheyWereThere() throws Exception {
        var results =
                coordination
                        .newPool(3)
                        .imapUnordered(this::sleeping, List.of(3, 2, 1, 4).iterator());

        stage.note(results.next());
        hub.sleep(ofSeconds(9));
        while (results.hasNext()) {
            stage.note(results.next());
        }

        assertThat(stage.notes())
                .as("in the order in which they were there")
                .startsWith("slept 1", "slept 2", "slept 3");
    }

    @Test
    void imapAsksForNoMoreThanThereIsRoomFor() throws Exception {
        var asked = new int[1];
        Iterator<Integer> endless = IntStream.generate(() -> ++asked[0]).iterator();
        var results = coordination.newPool(3).imap(number -> number * 10, endless);

        assertThat(results.next()).isEqualTo(10);
        assertThat(results.next()).isEqualTo(20);
        settle();

        assertThat(asked[0])
                .as(
                        "items asked for of an endless supply, in a pool of 3, when 2 results have"
                                + " been taken")
                .isBetween(2, 5);
    }

    @Test
    void imapGoesOnAfterAnError() throws Exception {
        var failure = new IOException("of 2");
        var results =
                coordination
                        .newPool(2)
                        .<Integer, Integer>imap(
                                number -> {
                                    if (number == 2) {
                                        throw failure;
                                    }
                                    return number;
                                },
                                List.of(1, 2, 3).iterator());

        assertThat(results.next()).isEqualTo(1);
        assertThatThrownBy(results::next).isSameAs(failure);
        assertThat(results.next()).as("after an error").isEqualTo(3);
        assertThat(results.hasNext()).isFalse();
        assertThat(coordination.newPool(1).imap(number -> number, List.of().iterator()).hasNext())
                .as("of nothing")
                .isFalse();
    }

    // what holds for every wait

    /** All that waits here. */
    enum Wait {
        ACQUIRE,
        ACQUIRE_TIMED,
        PUT,
        OFFER_TIMED,
        PUT_TO_CHANNEL,
        TAKE,
        POLL_TIMED,
        QUEUE_JOIN,
        SPAWN_IN_POOL,
        POOL_JOIN,
        POOL_MAP,
        IMAP,
        IMAP_UNORDERED
    }

    private void wait(Wait wait) throws Exception {
        var later = ofSeconds(10);
        var semaphore = coordination.newSemaphore(1);
        semaphore.acquire();
        var empty = coordination.newQueue(1);
        var full = coordination.newQueue(1);
        full.put("an item");
        var pool = coordination.newPool(1);
        Pool.Job<Integer, Void> never =
                number -> {
                    hub.sleep(null);
                    return null;
                };
        switch (wait) {
            case ACQUIRE -> semaphore.acquire();
            case ACQUIRE_TIMED -> semaphore.acquire(later);
            case PUT -> full.put("another");
            case OFFER_TIMED -> full.offer("another", later);
            case PUT_TO_CHANNEL -> coordination.newQueue(0).put("an item");
            case TAKE -> empty.take();
            case POLL_TIMED -> empty.poll(later);
            case QUEUE_JOIN -> full.join(null);
            case SPAWN_IN_POOL -> {
                pool.spawn(() -> never.apply(1));
                pool.spawn(() -> never.apply(2));
            }
            case POOL_JOIN -> {
                pool.spawn(() -> never.apply(1));
                pool.join();
            }
            case POOL_MAP -> pool.map(never, List.of(1, 2));
            case IMAP -> pool.imap(never, List.of(1).iterator()).next();
            case IMAP_UNORDERED -> pool.imapUnordered(never, List.of(1).iterator()).next();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOuterTimeoutEscapes(Wait wait) {
        conformance.anOuterTimeoutEscapes(wait.name(), () -> wait(wait));
    }

    @ParameterizedTest
    @EnumSource
    void aKillEscapes(Wait wait) throws Exception {
        conformance.aKillEscapes(wait.name(), () -> wait(wait));
    }
}

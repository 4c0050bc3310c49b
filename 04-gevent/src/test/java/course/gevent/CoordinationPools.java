package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/** Tasks that take places. */
abstract class CoordinationPools extends CoordinationExamples {
    CoordinationPools(
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

    @ParameterizedTest
    @EnumSource
    void howeverATaskEndsItsPlaceIsFree(Thrown kind) throws Exception {
        var pool = coordination.newPool(2);
        var failure = kind.make();
        var failing =
                pool.<String>spawn(() -> {
                    throw Thrown.<Exception>raise(failure);
                });
        var exiting =
                pool.<String>spawn(() -> {
                    throw new GreenletExit();
                });
        assertThat(pool.free()).as("free places of 2").isZero();
        assertThatThrownBy(failing::get, "a task that fails with %s", kind).isSameAs(failure);
        exiting.get();
        pool.join();
        assertThat(pool.free()).as("free, after a failure and an exit").isEqualTo(2);

        var pending = pool.<String>spawn(() -> "never");
        pending.throwInto(kind.make());
        var killed = pool.<String>spawn(() -> sleeping(60));
        hub.sleep(ZERO);
        killed.throwInto(kind.make());
        pool.join();
        assertThat(pool.free())
                .as("free, after two were thrown out, one before its start")
                .isEqualTo(2);
        stage.expectElapsed("nobody slept", ZERO);
    }

    @ParameterizedTest
    @EnumSource
    void whoIsThrownOutOfTheWaitForAPlaceLosesNone(Thrown kind) throws Exception {
        for (var isOnItsWay : List.of(false, true)) {
            var pool = coordination.newPool(1);
            var running = pool.spawn(() -> sleeping(60));
            var waiting =
                    hub.spawn(() -> {
                        try {
                            pool.spawn(() -> "spawned");
                            stage.note("had a place");
                        } catch (Throwable thrown) {
                            stage.note("thrown out");
                        }
                    });
            settle();
            if (isOnItsWay) {

                running.throwInto(new GreenletExit());
                settle();
            } else {
                waiting.throwInto(kind.make());
                settle();
                running.throwInto(new GreenletExit());
            }
            pool.join();
            settle();

            stage.expectNotes(
                    "a place for the one who waits, or none taken",
                    isOnItsWay ? "had a place" : "thrown out");
            assertThat(pool.free()).as("free places of 1, %s", kind).isEqualTo(1);
            stage.notes().clear();
        }
    }

    @Test
    void whoWaitsForAPlaceIsServedInOrder() throws Exception {
        var pool = coordination.newPool(1);
        pool.join();
        pool.spawn(() -> sleeping(1));
        for (var name : List.of("A", "B", "C")) {
            hub.spawn(() ->
                    pool.spawn(() -> {
                        stage.noteTimed(name);
                        return sleeping(1);
                    }));
        }
        hub.join();

        stage.expect("first come, first served", "1.0 s: A", "2.0 s: B", "3.0 s: C");
    }

    @Test
    void joinWaitsForThoseThatAreSpawnedMeanwhileToo() throws Exception {
        var pool = coordination.newPool(2);
        pool.spawn(() -> {
            sleeping(1);
            pool.spawn(() -> sleeping(5));
            return null;
        });

        pool.join();

        stage.expectElapsed("until no task runs", ofSeconds(6));
        assertThat(pool.free()).as("free places").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void mapHasNoMoreThanThePlacesAndRaisesAnyFailure(int size) throws Exception {
        var pool = coordination.newPool(size);
        var running = new int[2];
        Pool.Job<Integer, Integer> job =
                number -> {
                    running[1] = Math.max(running[1], ++running[0]);
                    hub.sleep(ofSeconds(1));
                    running[0]--;
                    return number == 3 ? null : number * 10;
                };
        assertThat(pool.map(job, List.of(1, 2, 3, 4, 5)))
                .as("the results, in the order of the items")
                .containsExactly(10, 20, null, 40, 50);
        assertThat(running[1]).as("tasks that ran at a time").isEqualTo(size);

        for (var kind : Thrown.values()) {
            var failure = kind.make();
            var done = new int[1];
            assertThatThrownBy(
                            () ->
                                    pool.map(
                                            number -> {
                                                hub.sleep(ofSeconds(number));
                                                done[0]++;
                                                if (number > 1) {
                                                    throw Thrown.<Exception>raise(
                                                            number == 2 ? failure : kind.make());
                                                }
                                                return number;
                                            },
                                            List.of(1, 2, 3, 1)),
                            "map() with an item that fails with %s",
                            kind)
                    .isSameAs(failure);
            assertThat(done[0]).as("items that have been done, when it is raised").isEqualTo(4);
            pool.join();
            assertThat(pool.free()).as("free places").isEqualTo(size);
        }
    }

    private <T, R> Pool.Results<R> imap(
            Pool pool, boolean isOrdered, Pool.Job<T, R> job, Iterator<T> items) {
        return isOrdered ? pool.imap(job, items) : pool.imapUnordered(job, items);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theIteratorIsAskedOnlyWhenThereIsRoom(boolean isOrdered) throws Exception {
        for (var size : List.of(1, 2, 3)) {
            var pool = coordination.newPool(size);
            var asked = new int[1];
            var taken = new int[1];
            var most = new int[1];
            var items =
                    new Iterator<Integer>() {
                        @Override
                        public boolean hasNext() {
                            return asked[0] < 20;
                        }

                        @Override
                        public Integer next() {
                            most[0] = Math.max(most[0], ++asked[0] - taken[0]);
                            return asked[0];
                        }
                    };
            var results = imap(pool, isOrdered, number -> sleeping(number % 3 + 1), items);
            assertThat(results.hasNext()).as("another result, before the first").isTrue();
            while (results.hasNext()) {
                results.next();
                taken[0]++;
                if (taken[0] % 5 == 0) {
                    hub.sleep(ofSeconds(9));
                }
            }

            assertThat(taken[0]).as("results taken of 20 items").isEqualTo(20);
            // the one that is returned by this call may count as taken
            assertThat(most[0])
                    .as("items begun whose results were not taken, in a pool of %s", size)
                    .isLessThanOrEqualTo(size);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsThrownOutOfNextHasLostNoItem(boolean isOrdered) throws Exception {
        var pool = coordination.newPool(1);
        var other = pool.spawn(() -> sleeping(60));
        var results = imap(pool, isOrdered, this::sleeping, List.of(1, 2).iterator());
        var outer = new IOException("an outer timeout");
        var main = hub.current();
        hub.postDelayed(() -> main.throwInto(outer), ofSeconds(1));

        assertThatThrownBy(results::next, "next(), thrown out of its wait for a place")
                .isSameAs(outer);
        other.throwInto(new GreenletExit());
        hub.postDelayed(() -> main.throwInto(outer), ofMillis(500));
        assertThatThrownBy(results::next, "next(), thrown out of its wait for a result")
                .isSameAs(outer);

        assertThat(results.next()).as("the first result").isEqualTo("slept 1");
        assertThat(results.next()).as("the second result").isEqualTo("slept 2");
        assertThat(results.hasNext()).as("another result").isFalse();
        pool.join();
        assertThat(pool.free()).as("free places").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResultThatIsThereIsGivenThoughNoPlaceIsFree(boolean isOrdered) throws Exception {
        var pool = coordination.newPool(2);
        var results = imap(pool, isOrdered, this::sleeping, List.of(1, 2, 3).iterator());
        assertThat(results.next()).as("the first result").isEqualTo("slept 1");
        hub.sleep(ofSeconds(9));
        var others = List.of(pool.spawn(() -> sleeping(600)), pool.spawn(() -> sleeping(600)));

        var before = stage.clock().elapsed();
        assertThat(results.next()).as("the second result, which was there").isEqualTo("slept 2");
        assertThat(stage.clock().elapsed().minus(before)).as("the time it took").isEqualTo(ZERO);
        others.getFirst().throwInto(new GreenletExit());
        assertThat(results.next()).as("the third result").isEqualTo("slept 3");
    }

    @ParameterizedTest
    @EnumSource
    void eachResultsGoOnAfterAnyFailure(Thrown kind) throws Exception {
        for (var isOrdered : List.of(true, false)) {
            var pool = coordination.newPool(2);
            var failure = kind.make();
            var results =
                    imap(
                            pool,
                            isOrdered,
                            number -> {
                                hub.sleep(ofSeconds(number));
                                if (number == 2) {
                                    throw Thrown.<Exception>raise(failure);
                                }
                                return number;
                            },
                            List.of(1, 2, 3).iterator());

            assertThat(results.next()).as("the first result").isEqualTo(1);
            assertThatThrownBy(results::next, "the second, which fails with %s", kind)
                    .isSameAs(failure);
            assertThat(results.hasNext()).as("another result").isTrue();
            assertThat(results.next()).as("the third result").isEqualTo(3);
            for (var i = 0; i < 2; i++) {
                assertThat(results.hasNext()).as("another result").isFalse();
                assertThatThrownBy(results::next, "next(), when there is none")
                        .isInstanceOf(NoSuchElementException.class);
            }
            pool.join();
            assertThat(pool.free()).as("free places").isEqualTo(2);
        }
    }

    @Test
    void aMessageMayAskWhetherThereIsAnotherResult() throws Exception {
        var results = coordination.newPool(1).imap(this::sleeping, List.of(1).iterator());
        Runnable asks = () -> stage.note("another: " + results.hasNext());
        hub.post(asks);
        hub.sleep(ZERO);
        hub.spawn(() -> stage.note(results.next()));
        hub.sleep(ZERO);
        hub.post(asks);
        hub.join();
        hub.post(asks);
        hub.join();

        stage.expect(
                "hasNext() does not wait",
                "another: true",
                "another: true",
                "slept 1",
                "another: false");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noItemIsAskedForBeforeNext(boolean isOrdered) throws Exception {
        var pool = coordination.newPool(2);
        var asked = new int[1];
        Iterator<Integer> items = IntStream.generate(() -> ++asked[0]).limit(2).iterator();

        var results = imap(pool, isOrdered, this::sleeping, items);
        settle();

        assertThat(pool.free()).as("free places of two, before next() is called").isEqualTo(2);
        assertThat(results.next()).as("the first result").isEqualTo("slept 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thereIsAnotherResultAlsoWhenNoPlaceIsFree(boolean isOrdered) throws Exception {
        var pool = coordination.newPool(1);
        var other = pool.spawn(() -> sleeping(1));
        var results = imap(pool, isOrdered, this::sleeping, List.of(2).iterator());

        assertThat(results.hasNext())
                .as("another result of one item, while another task has the only place")
                .isTrue();
        assertThat(results.next()).as("the result, when the place is free").isEqualTo("slept 2");
        assertThat(other.isReady()).as("the other task has ended before").isTrue();
        assertThat(results.hasNext()).as("another result, when all are taken").isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itemsThatFailTakeNoPlaceAlong(boolean isOrdered) throws Exception {
        var pool = coordination.newPool(1);
        var failure = new IllegalStateException("no more paper");
        var items =
                new Iterator<Integer>() {
                    private int asked;

                    @Override
                    public boolean hasNext() {
                        return asked < 2;
                    }

                    @Override
                    public Integer next() {
                        if (++asked == 1) {
                            throw failure;
                        }
                        return asked;
                    }
                };
        var results = imap(pool, isOrdered, this::sleeping, items);

        assertThatThrownBy(results::next, "next(), when the items fail").isSameAs(failure);

        assertThat(pool.free()).as("free places after that, of one").isEqualTo(1);
        assertThat(results.next()).as("the next one").isEqualTo("slept 2");
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheItemsFailWithNoPlaceAndNoResultIsLost(Thrown kind) throws Exception {
        for (var isOrdered : List.of(true, false)) {
            var pool = coordination.newPool(2);
            var failure = kind.make();
            var items =
                    new Iterator<Integer>() {
                        private int asked;

                        @Override
                        public boolean hasNext() {
                            return asked < 3;
                        }

                        @Override
                        public Integer next() {
                            if (++asked == 2) {
                                throw Thrown.<RuntimeException>raise(failure);
                            }
                            return asked;
                        }
                    };
            var results = imap(pool, isOrdered, this::sleeping, items);
            var came = new ArrayList<Object>();
            while (came.size() < 9 && results.hasNext()) {
                try {
                    came.add(results.next());
                } catch (Throwable thrown) {
                    came.add(thrown);
                }
            }

            assertThat(came)
                    .as(
                            "what next() came to (in the order of the items: %s), when asking for"
                                    + " the second of three items fails with %s",
                            isOrdered, kind)
                    .containsExactlyInAnyOrder("slept 1", failure, "slept 3");
            pool.join();
            assertThat(pool.free()).as("free places of two").isEqualTo(2);
        }
    }

    @Test
    void aPlaceThatIsOnItsWayToOneWhoWaitsIsNotFree() throws Exception {
        var pool = coordination.newPool(1);
        var running = pool.spawn(() -> sleeping(60));
        hub.spawn(() -> pool.spawn(() -> sleeping(60)));
        settle();
        var free = new ArrayList<Integer>();
        running.link(ended -> free.add(pool.free()));

        running.throwInto(new GreenletExit());
        for (var turn = 0; turn < 8; turn++) {
            hub.post(() -> free.add(pool.free()));
            hub.sleep(ZERO);
        }

        assertThat(free)
                .as(
                        "free places of 1, asked for in each turn from the one in which its task"
                                + " ended, while another one waited for a place")
                .hasSize(9)
                .containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePlaceOfATaskThatHasEndedIsFreeThoughNobodyTookItsResult(boolean isOrdered)
            throws Exception {
        for (var size : List.of(1, 2, 3)) {
            var pool = coordination.newPool(size);
            var items = IntStream.rangeClosed(1, size).iterator();
            var results = imap(pool, isOrdered, this::sleeping, items);
            var outer = new IOException("an outer timeout");
            var main = hub.current();
            hub.postDelayed(() -> main.throwInto(outer), ofMillis(500));
            assertThatThrownBy(results::next, "next(), thrown out of its wait for a result")
                    .isSameAs(outer);
            hub.sleep(ofSeconds(9));

            assertThat(pool.free())
                    .as(
                            "free places of %s, when all tasks have ended, and no result has been"
                                    + " taken",
                            size)
                    .isEqualTo(size);
            var before = stage.clock().elapsed();
            pool.join();
            for (var i = 0; i < size; i++) {
                pool.spawn(() -> "spawned");
            }
            assertThat(stage.clock().elapsed().minus(before))
                    .as("the time that join() and %s spawns waited, when all had ended", size)
                    .isEqualTo(ZERO);
            pool.join();
        }
    }

    /** Each way to have tasks do a job with several items. */
    enum Mapping {
        MAP,
        IMAP,
        IMAP_UNORDERED
    }

    private <T, R> List<R> resultsOf(Mapping mapping, Pool pool, Pool.Job<T, R> job, List<T> items)
            throws Exception {
        if (mapping == Mapping.MAP) {
            return pool.map(job, items);
        }
        var all = new ArrayList<R>();
        var results = imap(pool, mapping == Mapping.IMAP, job, items.iterator());
        while (results.hasNext()) {
            all.add(results.next());
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void theTasksOfAMappingShareThePlacesWithAllOthers(Mapping mapping) throws Exception {
        var pool = coordination.newPool(2);
        pool.spawn(() -> sleeping(60));
        var running = new int[2];
        Pool.Job<Integer, Integer> job =
                number -> {
                    running[1] = Math.max(running[1], ++running[0]);
                    hub.sleep(ofSeconds(1));
                    running[0]--;
                    return number;
                };
        hub.spawn(() -> stage.noteTimed("" + resultsOf(mapping, pool, job, List.of(1, 2, 3))));
        settle();

        assertThat(pool.free())
                .as("free places of two, while another task has one, and %s the other", mapping)
                .isZero();
        hub.sleep(ofSeconds(20));
        assertThat(running[1])
                .as("jobs of %s at a time, where another task has one of two places", mapping)
                .isEqualTo(1);
        stage.expect(
                "%s of three items of 1 s, in the one place that another task leaves"
                        .formatted(mapping),
                "3.0 s: [1, 2, 3]");
        assertThat(pool.free()).as("free places of two, when %s is done", mapping).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void joinWaitsForTheTasksOfAMappingToo(Mapping mapping) throws Exception {
        var pool = coordination.newPool(2);
        hub.spawn(() -> resultsOf(mapping, pool, this::sleeping, List.of(5, 5)));
        settle();
        assertThat(pool.free()).as("free places of two, while %s has two tasks", mapping).isZero();

        pool.join();

        stage.expectElapsed(
                "when join() returned, while %s had two tasks of 5 s".formatted(mapping),
                ofSeconds(5));
        assertThat(pool.free()).as("free places of two").isEqualTo(2);
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @EnumSource
    void aResultMayBeNull(Mapping mapping) throws Exception {
        var pool = coordination.newPool(2);

        var results =
                resultsOf(
                        mapping,
                        pool,
                        number -> {
                            hub.sleep(ofSeconds(number));
                            return number == 2 ? null : number;
                        },
                        List.of(1, 2, 3));

        assertThat(results)
                .as("the results of %s, where that of 2 is null", mapping)
                .containsExactly(1, null, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResultThatWillBeThereIsWaitedForAndNoPlace(boolean isOrdered) throws Exception {
        var pool = coordination.newPool(2);
        pool.spawn(() -> sleeping(600));
        pool.spawn(() -> sleeping(1));
        var results = imap(pool, isOrdered, this::sleeping, List.of(1, 2).iterator());
        hub.post(() -> hub.spawn(() -> pool.spawn(() -> sleeping(600))));

        assertThat(results.next()).as("the first result").isEqualTo("slept 1");

        stage.expectElapsed(
                "when the first result came: its task began after 1 s, and took 1 s, and from then"
                        + " on others had all the places",
                ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itemsThatCannotSayWhetherThereIsOneTakeNoPlaceAlong(boolean isOrdered) throws Exception {
        var pool = coordination.newPool(1);
        var failure = new IllegalStateException("no more paper");
        var asked = new int[1];
        var items =
                new Iterator<Integer>() {
                    private boolean isTaken;

                    @Override
                    public boolean hasNext() {
                        if (++asked[0] == 1) {
                            throw failure;
                        }
                        return !isTaken;
                    }

                    @Override
                    public Integer next() {
                        isTaken = true;
                        return 1;
                    }
                };
        var results = imap(pool, isOrdered, this::sleeping, items);

        assertThatThrownBy(results::next, "next(), when hasNext() of the items fails")
                .isSameAs(failure);

        assertThat(pool.free()).as("free places after that, of one").isEqualTo(1);
        assertThat(results.next()).as("the result of the only item").isEqualTo("slept 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsThrownOutOfNextWithItsResultOnTheWayHasLostNone(boolean isOrdered) throws Exception {
        for (var turns = 0; turns < 8; turns++) {
            var pool = coordination.newPool(2);
            var results = imap(pool, isOrdered, this::sleeping, List.of(1, 9).iterator());
            var victim = hub.spawn(() -> stage.note(results.next()));
            hub.sleep(ofSeconds(1));
            for (var turn = 0; turn < turns; turn++) {
                hub.sleep(ZERO);
            }
            victim.throwInto(new GreenletExit());
            settle();

            try {
                while (results.hasNext()) {
                    stage.note(results.next());
                }
            } catch (BlockedForeverException e) {
                stage.note("hasNext() is true, and next() waits for ever");
            }

            stage.expect(
                    "a green thread waits in next(), and is killed %s turns after the first result is due; what it has not got comes to the next one who asks"
                            .formatted(turns),
                    "slept 1",
                    "slept 9");
            stage.notes().clear();
        }
    }
}

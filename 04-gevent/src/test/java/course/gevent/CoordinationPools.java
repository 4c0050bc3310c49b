package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.io.IOException;
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
}

package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Waiting for others: join, wait, iwait, joinAll. */
abstract class HubJoining extends HubExamples {
    HubJoining(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

    @Test
    void joinWaitsForTheEnd() throws Exception {
        var sleeper = sleeper("A", 2);

        assertThat(hub.join(sleeper, ofSeconds(1))).as("joined for 1 s").isFalse();
        stage.expectElapsed("join() with a timeout returns quietly", ofSeconds(1));
        hub.join(sleeper);

        assertThat(sleeper.isReady()).isTrue();
        stage.expectElapsed("joined until the end", ofSeconds(2));
        assertThat(hub.join(sleeper, ofSeconds(1))).as("of one that has ended").isTrue();
        stage.expectElapsed("of one that has ended it returns at once", ofSeconds(2));
    }

    @Test
    void joinAllReturnsWhenAllHaveEnded() throws Exception {
        var all = List.of(sleeper("A", 3), sleeper("B", 1), sleeper("C", 2));

        hub.joinAll(all);

        assertThat(all)
                .withFailMessage(
                        "joinAll() returned when only %s had ended",
                        all.stream().filter(GreenThread::isReady).toList())
                .allMatch(GreenThread::isReady);
        stage.expectElapsed("until the last one ends", ofSeconds(3));
    }

    @Test
    void joinAllEndsWithItsTime() throws Exception {
        var all = List.of(sleeper("A", 3), sleeper("B", 1), sleeper("C", 2));

        var joined = hub.joinAll(all, ofMillis(2500), false, 3);

        assertThat(joined)
                .as("those that had ended, in that order")
                .containsExactly(all.get(1), all.get(2));
        stage.expectElapsed("the time limit is one for all", ofMillis(2500));
    }

    @Test
    void joinAllRaisesTheErrorThatComesFirstInTime() throws Exception {
        var late = new IOException("late");
        var early = new IOException("early");
        var all =
                List.of(
                        hub.spawn(() -> {
                            hub.sleep(ofSeconds(2));
                            throw late;
                        }),
                        hub.spawn(() -> {
                            hub.sleep(ofSeconds(1));
                            throw early;
                        }));

        assertThatThrownBy(
                        () -> hub.joinAll(all, null, true, 2),
                        "the first failure in time, that very instance")
                .isSameAs(early);
        stage.expectElapsed("it is raised at once", ofSeconds(1));
        assertThat(hub.joinAll(all, null, false, 2))
                .as("with raiseError false")
                .containsExactlyElementsOf(all.reversed());
    }

    @Test
    void joinAllCountsAndTakesDuplicatesForOne() throws Exception {
        var a = sleeper("A", 3);
        var b = sleeper("B", 1);
        var c = sleeper("C", 2);

        assertThat(hub.joinAll(List.of(a, b, b, c), null, false, 2))
                .as("the first 2 of A (3 s), B (1 s), B again, C (2 s)")
                .containsExactly(b, c);
        stage.expectElapsed("until two have ended", ofSeconds(2));
        assertThat(hub.joinAll(List.of(), null, false, 1)).as("of none").isEmpty();
    }

    @Test
    void waitReturnsTheFirstOnes() throws Exception {
        var all = List.of(sleeper("A", 3), sleeper("B", 1), sleeper("C", 2));

        assertThat(hub.wait(all, null, 1)).containsExactly(all.get(1));
        assertThat(hub.wait(all, ofSeconds(0), 3))
                .as("what is ready without waiting")
                .containsExactly(all.get(1));
        assertThat(hub.wait(all, ofMillis(1500), 3))
                .as("what is ready in the next 1.5 s")
                .containsExactly(all.get(1), all.get(2));
        assertThat(hub.wait(all, null, 3)).containsExactlyInAnyOrderElementsOf(all);
        stage.expectElapsed("until the last one", ofSeconds(3));
    }

    @Test
    void iwaitTellsThemInTheOrderInWhichTheyGetReady() throws Exception {
        var all = List.of(sleeper("A", 3), sleeper("B", 1), sleeper("C", 2));

        try (var arrivals = hub.iwait(all, null)) {
            for (var next = arrivals.next(); next != null; next = arrivals.next()) {
                stage.noteTimed(next.toString());
            }
        }

        stage.expect("as they end", "1.0 s: B", "2.0 s: C", "3.0 s: A");
    }

    @Test
    void iwaitThatIsClosedUnlinks() throws Exception {
        var links = new ArrayList<Waitable.Listener>();
        var waitable =
                new Waitable() {
                    @Override
                    public boolean isReady() {
                        return false;
                    }

                    @Override
                    public void link(Listener listener) {
                        links.add(listener);
                    }

                    @Override
                    public void unlink(Listener listener) {
                        links.remove(listener);
                    }
                };

        var arrivals = hub.iwait(List.of(waitable), ofSeconds(1));
        assertThat(links).as("linked by iwait").hasSize(1);
        assertThat(arrivals.next()).as("when the time is up").isNull();
        arrivals.close();

        assertThat(links).as("still linked after close()").isEmpty();
        assertThat(arrivals.next()).as("after close()").isNull();
        hub.join(waitable, ofSeconds(1));
        assertThat(links).as("still linked after a join that timed out").isEmpty();
    }
}

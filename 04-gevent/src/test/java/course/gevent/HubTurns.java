package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/** Green threads are spawned, and the loop works in turns. */
abstract class HubTurns extends HubExamples {
    HubTurns(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

    @Test
    void spawnIsLazyAndTheFirstSpawnedComesFirst() throws Exception {
        hub.spawn(() -> stage.note("A"));
        hub.spawn(() -> stage.note("B"));
        stage.note("spawned");

        hub.join();

        stage.expect("spawn only puts it into the queue of the hub", "spawned", "A", "B");
    }

    @Test
    void itIsPendingThenStartedThenReady() throws Exception {
        var seen = new ArrayList<String>();
        var thread = new GreenThread[1];
        thread[0] = hub.spawn(() -> seen.add(state(thread[0])));
        seen.add(state(thread[0]));

        hub.join();

        seen.add(state(thread[0]));
        assertThat(seen).containsExactly("pending", "started", "ready");
    }

    private static String state(GreenThread thread) {
        return thread.isReady() ? "ready" : thread.isStarted() ? "started" : "pending";
    }

    @Test
    void oneThreadRunsThemAll() throws Exception {
        var threads = new HashSet<Thread>();
        for (var i = 0; i < 3; i++) {
            hub.spawn(() -> threads.add(Thread.currentThread()));
        }

        hub.join();

        assertThat(threads)
                .as("the threads that the green threads ran on; the hub's is the only one")
                .isEqualTo(Set.of(Thread.currentThread()));
    }

    @Test
    void theHubIsTheParentOfWhatItSpawns() throws Exception {
        hub.spawn(
                "outer",
                () -> {
                    var inner = hub.spawn("inner", () -> {});
                    assertThat(inner.greenlet().parent()).isSameAs(hub.greenlet());
                    assertThat(hub.current().greenlet().parent()).isSameAs(hub.greenlet());
                    assertThat(hub.current().greenlet()).isSameAs(greenlets.current());
                    stage.note(hub.current().toString());
                });

        hub.join();

        stage.expect("whoever spawns it: the hub gets it when it ends", "outer");
        assertThat(hub.current().greenlet()).isSameAs(greenlets.current());
    }

    @Test
    void oneThatFailsIsReportedAndTheOthersGoOn() throws Exception {
        var failure = new IOException("out of paper");
        var failing =
                hub.spawn(() -> {
                    throw failure;
                });
        hub.spawn(() -> stage.note("the next"));

        hub.join();

        stage.expectNotes("the hub survives what it runs", "the next");
        stage.expectReported("what a body throws is told to failures", failure);
        assertThat(failing.exception()).isSameAs(failure);
        assertThat(failing.isReady()).isTrue();
    }

    @Test
    void anExitIsAnEndAsGoodAsAny() throws Exception {
        var exiting =
                hub.spawn(() -> {
                    throw new GreenletExit();
                });

        hub.join();

        stage.expectNoFailure();
        assertThat(exiting.isReady()).isTrue();
        assertThat(exiting.exception()).isNull();
    }

    @Test
    void aMessageThatFailsIsReportedAndTheHubGoesOn() throws Exception {
        var failure = new IllegalStateException("a message");
        hub.post(() -> {
            throw failure;
        });
        hub.post(() -> stage.note("the next"));

        hub.join();

        stage.expectNotes("the hub survives what it processes", "the next");
        stage.expectReported("what a message throws is told to failures", failure);
    }

    @Test
    void whatCannotBeRunIsRefusedAtOnce() {
        assertThatThrownBy(() -> hub.spawn(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> hub.post(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aTurnProcessesWhatWasThereWhenItBegan() throws Exception {
        hub.post(() -> {
            stage.note("A");
            hub.post(() -> stage.note("A's own"));
            hub.spawn(() -> stage.note("A's green thread"));
        });
        hub.post(() -> stage.note("B"));

        hub.join();

        stage.expect(
                "what comes meanwhile is for a later turn",
                "A",
                "B",
                "A's own",
                "A's green thread");
    }

    @Test
    void theHubCanBeJoinedAgainAndAgain() throws Exception {
        hub.join();
        hub.spawn(() -> stage.note("A"));
        hub.join();
        hub.join();
        hub.spawn(() -> stage.note("B"));
        hub.join();

        stage.expect("join() runs the loop as often as it is called", "A", "B");
    }
}

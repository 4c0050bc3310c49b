package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;

/** What is thrown into a wait. */
abstract class HubThrowing extends HubExamples {
    HubThrowing(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

    @Test
    void whatIsThrownIntoAWaitEndsIt() throws Exception {
        var thrown = new InterruptedException("from outside");
        var victim =
                hub.spawn(() -> {
                    try {
                        hub.sleep(ofSeconds(60));
                    } catch (InterruptedException e) {
                        stage.noteTimed("caught " + (e == thrown));
                    }
                    hub.sleep(ofSeconds(2));
                    stage.noteTimed("goes on");
                });
        hub.postDelayed(() -> victim.throwInto(thrown), ofSeconds(1));

        hub.join();

        stage.expect(
                "it can be caught, and life goes on; the old wait is over",
                "1.0 s: caught true",
                "3.0 s: goes on");
        stage.expectElapsed("the timer of the old wait is gone", ofSeconds(3));
    }

    @Test
    void whatIsThrownBeforeTheStartIsInTime() throws Exception {
        var victim = hub.spawn(() -> stage.note("ran"));
        victim.link(source -> stage.note("ready"));

        victim.throwInto(new GreenletExit());
        hub.join();

        stage.expect("the bodies never run, though it was in the queue before", "ready");
        assertThat(victim.isReady()).isTrue();
    }

    @Test
    void oneThatHasNotStartedNeverRuns() throws Exception {
        var failure = new IOException("from outside");
        var victims = new ArrayList<GreenThread>();
        hub.post(() -> {
            victims.forEach(victim ->
                    victim.throwInto(victim == victims.get(0) ? new GreenletExit() : failure));
        });
        victims.add(hub.spawn(() -> stage.note("the first ran")));
        victims.add(hub.spawn(() -> stage.note("the second ran")));
        victims.forEach(victim -> victim.link(source -> stage.note("ready")));

        hub.join();

        stage.expectNotes(
                "a message throws at once; the bodies never run, and the listeners are told",
                "ready",
                "ready");
        assertThat(victims.get(0).exception()).as("of one that was exited").isNull();
        assertThat(victims.get(1).exception()).as("of one that was failed").isSameAs(failure);
    }

    @Test
    void whatIsThrownIntoTheMainGreenletReachesIt() throws Exception {
        var main = hub.current();
        var thrown = new IOException("wake up");
        hub.spawn(() -> main.throwInto(thrown));

        assertThatThrownBy(() -> hub.sleep(ofSeconds(1))).isSameAs(thrown);
        hub.sleep(ofSeconds(1));

        stage.expectElapsed("only the second sleep took its time", ofSeconds(1));
    }

    @Test
    void oneThatHasEndedIsLeftInPeace() throws Exception {
        var ended = hub.spawn(() -> {});
        hub.join();

        ended.throwInto(new IOException("too late"));
        hub.join();

        assertThat(ended.exception()).isNull();
        stage.expectNoFailure();
    }
}

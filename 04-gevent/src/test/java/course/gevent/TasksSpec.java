package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

@Exercise(id = "4.2", title = "Tasks", section = "Gevent")
class TasksSpec extends TasksForms {
    TasksSpec(
            Candidate<Tasks> candidate,
            @Given Candidate<Hub> hubs,
            @Given Candidate<Cancellation> cancellations,
            @Given Greenlets greenlets,
            Stage stage)
            throws Exception {
        super(candidate, hubs, cancellations, greenlets, stage);
    }

    // 4.2.1: value, exception, state

    @Test
    void theValueIsThereWhenItHasEnded() throws Exception {
        var task = slow("done");
        assertThat(shown(task)).as("before it has started").isEqualTo("pending, null, null");
        hub.sleep(ofSeconds(0));
        assertThat(shown(task)).as("while it sleeps").isEqualTo("started, null, null");

        hub.join();

        assertThat(shown(task)).as("when it has ended").isEqualTo("successful, done, null");
    }

    @Test
    void aFailureIsKeptAndReported() throws Exception {
        var failure = new IOException("out of paper");
        var task = tasks.spawn(failing(failure));

        hub.join();

        assertThat(task.isReady()).isTrue();
        assertThat(task.isSuccessful()).isFalse();
        assertThat(task.value()).isNull();
        assertThat(task.exception()).as("that very instance").isSameAs(failure);
        stage.expectReported("by the hub, once", failure);
    }

    private static Callable<String> failing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    @Test
    void anExitIsASuccessWithoutAValue() throws Exception {
        Task<String> task =
                tasks.spawn(() -> {
                    throw new GreenletExit();
                });

        hub.join();

        assertThat(shown(task)).as("ended by a GreenletExit").isEqualTo("successful, null, null");
        assertThat(task.get()).isNull();
        stage.expectNoFailure();
    }

    @Test
    void spawnIsLazyAndRefusesNothingToRun() throws Exception {
        assertThatThrownBy(() -> tasks.spawn(null)).isInstanceOf(NullPointerException.class);
        tasks.spawn(() -> {
            stage.note("A");
            return 1;
        });
        stage.note("spawned");

        hub.join();

        stage.expect("it starts in a turn to come", "spawned", "A");
    }

    @Test
    void itIsAGreenThreadOfTheHub() throws Exception {
        var task = slow("done");
        assertThat(task.greenlet().parent()).isSameAs(hub.greenlet());

        task.throwInto(new GreenletExit());
        hub.joinAll(task);

        assertThat(shown(task)).as("exited").isEqualTo("successful, null, null");
        assertThat(stage.clock().elapsed()).as("the time it took").isZero();
    }

    // 4.2.2: get

    @Test
    void getWaitsForTheValue() throws Exception {
        var task = slow("done");

        assertThat(task.get()).isEqualTo("done");
        stage.expectElapsed("until it has ended", ofSeconds(1));
        assertThat(task.get()).as("again").isEqualTo("done");
        stage.expectElapsed("the second get() does not wait", ofSeconds(1));
    }

    @Test
    void getRaisesThatVeryInstance() throws Exception {
        var failure = new IOException("out of paper");
        var task = tasks.spawn(failing(failure));

        assertThatThrownBy(task::get, "what get() throws; it wraps nothing").isSameAs(failure);
        assertThatThrownBy(task::get, "again").isSameAs(failure);
    }

    @Test
    void joinReturnsQuietlyAndGetRaisesWhenTheTimeIsUp() throws Exception {
        var task =
                tasks.spawn(() -> {
                    hub.sleep(ofSeconds(10));
                    return "done";
                });

        assertThat(hub.join(task, ofSeconds(1))).as("joined within 1 s").isFalse();
        assertThatThrownBy(
                        () -> task.get(ofSeconds(1)),
                        "get() has no value to return when the time is up")
                .isInstanceOf(TimeoutException.class);
        stage.expectElapsed("the time of both", ofSeconds(2));
        assertThat(task.get(ofSeconds(100))).isEqualTo("done");
        stage.expectElapsed("until it has ended, and no longer", ofSeconds(10));
    }

    @Test
    void manyMayWaitForOne() throws Exception {
        var task = slow("done");
        for (var i = 0; i < 3; i++) {
            var name = i + " ";
            hub.spawn(() -> stage.note(name + task.get()));
        }

        hub.join();

        stage.expectInAnyOrder("each gets the value", "0 done", "1 done", "2 done");
    }

    @Test
    void anOuterTimeoutEscapesGet() {
        Task<String> task =
                tasks.spawn(() -> {
                    hub.sleep(null);
                    return "";
                });

        conformance.anOuterTimeoutEscapes("get()", task::get);
        conformance.anOuterTimeoutEscapes("get(10 s)", () -> task.get(ofSeconds(10)));
        conformance.anOuterTimeoutEscapes("join(10 s)", () -> hub.join(task, ofSeconds(10)));
    }

    @Test
    void aKillEscapesGet() throws Exception {
        Task<String> task =
                tasks.spawn(() -> {
                    hub.sleep(null);
                    return "";
                });

        conformance.aKillEscapes("get()", task::get);
    }

    // 4.2.3: link and unlink

    @Test
    void linksFireOnceInOrderWithTheTask() throws Exception {
        var task = slow("done");
        task.link(source -> stage.note("first " + (source == task)));
        task.link(source -> stage.note("second " + task.value()));
        Waitable.Listener withdrawn = source -> stage.note("withdrawn");
        task.link(withdrawn);
        task.unlink(withdrawn);

        hub.join();
        task.link(source -> stage.note("late"));
        stage.note("linked");
        hub.join();

        stage.expect(
                "the source is the task itself", "first true", "second done", "linked", "late");
    }

    @Test
    void whoLinksWhenItHasEndedIsToldAfterThoseBefore() throws Exception {
        var task = tasks.spawn(() -> 1);
        task.link(source -> stage.note("early"));
        hub.spawn(() -> task.link(source -> stage.note("late")));

        hub.join();

        stage.expect("in the order of linking", "early", "late");
    }

    @Test
    void aListenerThatFailsDoesNotStopTheNext() throws Exception {
        var task = slow("done");
        var failure = new IllegalStateException("a listener");
        task.link(source -> {
            throw failure;
        });
        task.link(source -> stage.note("the next"));

        hub.join();

        stage.expectNotes("every listener is told", "the next");
        stage.expectReported("what a listener throws is told to failures", failure);
    }

    @Test
    void whoIsUnlinkedWhileOthersAreToldIsNotTold() throws Exception {
        var task = slow("done");
        Waitable.Listener second = source -> stage.note("second");
        task.link(source -> task.unlink(second));
        task.link(second);
        task.link(source -> stage.note("third"));

        hub.join();

        stage.expect("unlink() holds, even during notification", "third");
    }

    @Test
    void oneThatIsExitedBeforeItStartsTellsItsListeners() throws Exception {
        var task = new Task<?>[1];
        hub.post(() -> task[0].throwInto(new GreenletExit()));
        task[0] =
                tasks.spawn(() -> {
                    stage.note("ran");
                    return 1;
                });
        task[0].link(source -> stage.note("told"));
        task[0].linkValue(source -> stage.note("told as of a value"));

        hub.join();

        stage.expect("the body never runs, and that is a success", "told", "told as of a value");
    }

    // 4.2.4: linkValue and linkException

    @Test
    void valueAndExceptionLinksFilter() throws Exception {
        var failure = new IOException("out of paper");
        link("good", slow("done"));
        link(
                "exited",
                tasks.spawn(() -> {
                    throw new GreenletExit();
                }));
        link("bad", tasks.spawn(failing(failure)));

        hub.join();

        assertThat(stage.notes())
                .as("each is told to whom it matters; an exit is a success")
                .containsExactlyInAnyOrder(
                        "good has a value", "exited has a value", "bad has an exception");
        stage.expectReported("of the tasks", failure);
    }

    private void link(String name, Task<?> task) {
        task.linkValue(source -> stage.note(name + " has a value"));
        task.linkException(source -> stage.note(name + " has an exception"));
    }

    @Test
    void filteredLinksAreTakenBackTheSameWay() throws Exception {
        var task = slow("done");
        Waitable.Listener listener = source -> stage.note("told");
        task.linkValue(listener);
        task.linkException(listener);
        task.unlink(listener);
        task.unlink(listener);

        hub.join();

        stage.expect("unlink() takes back what linkValue() and linkException() have linked");
    }

    @Test
    void theFirstFailureOfManyIsRaisedByJoinAll() throws Exception {
        var failure = new IOException("out of paper");
        var good = slow("done");
        var bad = tasks.spawn(failing(failure));

        assertThatThrownBy(() -> hub.joinAll(List.of(good, bad), null, true, 2)).isSameAs(failure);
        assertThat(hub.joinAll(List.of(good, bad), null, false, 2)).containsExactly(bad, good);
    }
}

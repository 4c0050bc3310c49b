package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import course.greenlet.GreenletExit;
import course.greenlet.Greenlets;
import course.kit.Candidate;
import course.kit.Given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The promises of Tasks that hold in many forms, in each of them. */
abstract class TasksForms {
    final Hub hub;
    final Tasks tasks;
    final Conformance conformance;
    final Stage stage;
    final Candidate<Tasks> candidate;

    TasksForms(
            Candidate<Tasks> candidate,
            @Given Candidate<Hub> hubs,
            @Given Candidate<Cancellation> cancellations,
            @Given Greenlets greenlets,
            Stage stage)
            throws Exception {
        this.candidate = candidate;
        this.stage = stage;
        hub = hubs.create(stage.watched(greenlets), stage.clock(), stage.failures());
        tasks = candidate.create(hub, stage.failures());
        conformance = new Conformance(hub, cancellations.create(hub), stage);
    }

    Task<String> slow(String value) {
        return tasks.spawn(() -> {
            hub.sleep(ofSeconds(1));
            return value;
        });
    }

    static String shown(Task<?> task) {
        var state =
                task.isSuccessful()
                        ? "successful"
                        : task.isReady() ? "failed" : task.isStarted() ? "started" : "pending";
        return "%s, %s, %s".formatted(state, task.value(), task.exception());
    }

    @ParameterizedTest
    @EnumSource
    void getRaisesWhateverItFailedWith(Thrown kind) throws Exception {
        var failure = kind.make();
        Task<String> task =
                tasks.spawn(() -> {
                    hub.sleep(ofSeconds(1));
                    throw Thrown.<Exception>raise(failure);
                });
        hub.spawn(() -> {
            try {
                task.get(ofSeconds(5));
            } catch (Throwable thrown) {
                stage.note("a green thread got " + (thrown == failure));
            }
        });

        assertThatThrownBy(task::get, "get() of a task that fails with %s while it waits", kind)
                .isSameAs(failure);
        assertThatThrownBy(() -> task.get(ofSeconds(1)), "get(1 s), when it has failed")
                .isSameAs(failure);
        assertThatThrownBy(() -> task.get(ZERO), "get(ZERO), when it has failed").isSameAs(failure);
        hub.join();

        assertThat(shown(task)).as("the state").isEqualTo("failed, null, " + failure);
        stage.expectNotes("everybody gets that very instance", "a green thread got true");
        stage.expectReported("by the hub, once", failure);
    }

    @Test
    void getTakesNoLongerThanItMay() throws Exception {
        Task<String> task =
                tasks.spawn(() -> {
                    hub.sleep(ofSeconds(60));
                    return "done";
                });
        for (var time : List.of(ZERO, Duration.ofNanos(1), Duration.ofMillis(1_500))) {
            var before = stage.clock().elapsed();
            assertThatThrownBy(() -> task.get(time), "get(%s) of a task of 60 s", time)
                    .isInstanceOf(TimeoutException.class);
            assertThat(stage.clock().elapsed().minus(before))
                    .as("the time of get(%s)", time)
                    .isEqualTo(time);
        }
        assertThatThrownBy(() -> task.get(ofSeconds(-1)), "get(-1 s)")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(task.get(HubWait.LONGEST)).as("get() with the longest time").isEqualTo("done");
        assertThat(task.get(ZERO)).as("get(ZERO), when it has ended").isEqualTo("done");
        assertThat(task.get(null)).as("get(null), when it has ended").isEqualTo("done");
        stage.expectElapsed("until it has ended", ofSeconds(60));
        stage.expectNoFailure();
    }

    /** Each way to end, and who is told of it. */
    enum End {
        A_VALUE,
        NULL,
        AN_EXIT,
        A_KILL,
        A_KILL_BEFORE_THE_START,
        AN_EXCEPTION,
        AN_ERROR,
        A_FAILURE_BEFORE_THE_START;

        boolean isSuccess() {
            return ordinal() < AN_EXCEPTION.ordinal();
        }
    }

    private Task<String> ending(End end) throws InterruptedException {
        var task =
                tasks.<String>spawn(() -> {
                    hub.sleep(ofSeconds(1));
                    return switch (end) {
                        case AN_EXIT -> throw new GreenletExit();
                        case AN_EXCEPTION -> throw new IOException("out of paper");
                        case AN_ERROR -> throw new LinkageError("no such class");
                        case A_VALUE -> "value";
                        default -> null;
                    };
                });
        switch (end) {
            case A_KILL_BEFORE_THE_START -> task.throwInto(new GreenletExit());
            case A_FAILURE_BEFORE_THE_START -> task.throwInto(new IOException("out of paper"));
            case A_KILL -> {
                hub.sleep(ZERO);
                task.throwInto(new GreenletExit());
            }
            default -> {}
        }
        return task;
    }

    @ParameterizedTest
    @EnumSource
    void eachLinkIsToldOfTheEndsThatMatterToIt(End end) throws Exception {
        for (var isLate : List.of(false, true)) {
            var task = ending(end);
            if (isLate) {
                hub.join();
            }
            var turn = stage.clock().looks();
            task.linkException(source -> noteTold("exception", task, source, turn));
            task.link(source -> noteTold("link", task, source, turn));
            task.linkValue(source -> noteTold("value", task, source, turn));
            stage.note("linked");
            hub.join();
            hub.join();

            var expected =
                    end.isSuccess()
                            ? List.of("linked", "link: the task", "value: the task")
                            : List.of("linked", "exception: the task", "link: the task");
            assertThat(stage.notes())
                    .as(
                            "told of %s (linked when it had ended: %s), each once, in the order of"
                                    + " linking, by the hub, with the task itself",
                            end, isLate)
                    .isEqualTo(expected);
            assertThat(task.isSuccessful()).as("a success: %s", end).isEqualTo(end.isSuccess());
            assertThat(task.value())
                    .as("the value, %s", end)
                    .isEqualTo(end == End.A_VALUE ? "value" : null);
            stage.notes().clear();
        }
    }

    private void noteTold(String link, Task<?> task, Waitable source, int turn) {
        stage.note(
                "%s: %s%s"
                        .formatted(
                                link,
                                source == task ? "the task" : "another one",
                                stage.clock().looks() > turn ? "" : ", in the turn of the link"));
    }

    /** The three ways to link. */
    enum Link {
        LINK,
        LINK_VALUE,
        LINK_EXCEPTION;

        void link(Task<?> task, Waitable.Listener listener) {
            switch (this) {
                case LINK -> task.link(listener);
                case LINK_VALUE -> task.linkValue(listener);
                case LINK_EXCEPTION -> task.linkException(listener);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void unlinkHoldsForEachLink(Link link) throws Exception {
        for (var isLate : List.of(false, true)) {
            var task = ending(link == Link.LINK_EXCEPTION ? End.AN_EXCEPTION : End.A_VALUE);
            if (isLate) {
                hub.join();
            }
            Waitable.Listener withdrawn = source -> stage.note("withdrawn");
            Waitable.Listener withdrawnInTime = source -> stage.note("withdrawn by the first");
            link.link(
                    task,
                    source -> {
                        stage.note("first");
                        task.unlink(withdrawnInTime);
                    });
            link.link(task, withdrawn);
            link.link(task, withdrawnInTime);
            link.link(task, source -> stage.note("last"));
            task.unlink(withdrawn);
            task.unlink(source -> {});

            hub.join();

            stage.expectNotes(
                    "%s, when it had ended: %s; who is unlinked is not told"
                            .formatted(link, isLate),
                    "first",
                    "last");
            stage.notes().clear();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverAListenerThrowsIsReportedForEachLink(Thrown kind) throws Exception {
        for (var link : Link.values()) {
            var task = ending(link == Link.LINK_EXCEPTION ? End.AN_EXCEPTION : End.A_VALUE);
            hub.join();
            var before = stage.reported().size();
            var failure = kind.make();
            link.link(
                    task,
                    source -> {
                        throw Thrown.<RuntimeException>raise(failure);
                    });
            link.link(task, source -> stage.note("the next"));

            hub.join();

            stage.expectNotes("%s: a listener failed with %s".formatted(link, kind), "the next");
            assertThat(stage.reported().subList(before, stage.reported().size()))
                    .as("what was reported of a listener that failed, %s", link)
                    .containsExactly(failure);
            stage.notes().clear();
        }
    }

    @Test
    void whoIsLinkedWhileOthersAreToldIsToldInALaterTurn() throws Exception {
        for (var link : Link.values()) {
            var task = ending(link == Link.LINK_EXCEPTION ? End.AN_EXCEPTION : End.A_VALUE);
            Waitable.Listener withdrawn = source -> stage.note("withdrawn");
            task.link(source -> {
                var turn = stage.clock().looks();
                task.unlink(withdrawn);
                link.link(task, late -> noteTold("late", task, late, turn));
            });
            task.link(withdrawn);
            task.link(source -> stage.note("second"));

            hub.join();

            stage.expectNotes(
                    "linked by a listener, %s".formatted(link), "second", "late: the task");
            stage.notes().clear();
        }
    }

    @Test
    void insideItsBodyItIsTheGreenThreadThatRuns() throws Exception {
        var task = new Task<?>[1];
        task[0] =
                tasks.spawn(() -> {
                    stage.note("greenlet " + (hub.current().greenlet() == task[0].greenlet()));
                    stage.note("started " + task[0].isStarted() + ", ready " + task[0].isReady());
                    return 1;
                });

        hub.join();

        stage.expect("a task is a green thread", "greenlet true", "started true, ready false");
        assertThat(task[0].isStarted()).as("begun and not ended, when it has ended").isFalse();
    }

    @Test
    void whatIsThrownIntoATaskArrives() throws Exception {
        for (var kind : Thrown.values()) {
            var thrown = kind.make();
            var task =
                    tasks.spawn(() -> {
                        try {
                            hub.sleep(ofSeconds(60));
                            return "slept";
                        } catch (Throwable caught) {
                            return caught == thrown ? "caught" : "caught another one";
                        }
                    });
            hub.sleep(ZERO);
            task.throwInto(thrown);

            assertThat(task.get())
                    .as("of a task into which %s is thrown", kind)
                    .isEqualTo("caught");
        }
        stage.expectNoFailure();
    }

    @Test
    void aMessageAsksForTheValueOfOneThatHasEndedAndForNoOther() throws Exception {
        var ended = slow("done");
        hub.join();
        var other = slow("late");
        hub.post(() -> {
            try {
                stage.note(ended.get());
                other.get();
            } catch (IllegalStateException e) {
                stage.note("refused");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });

        hub.join();

        stage.expect("a message must not wait", "done", "refused");
    }

    @Test
    void unlinkTakesBackEachKindOfLinkOfAListener() throws Exception {
        for (var isLate : List.of(false, true)) {
            var task = ending(End.A_VALUE);
            if (isLate) {
                hub.join();
            }
            Waitable.Listener withdrawn = source -> stage.note("withdrawn");
            for (var link : Link.values()) {
                link.link(task, withdrawn);
            }
            for (var link : Link.values()) {
                link.link(task, withdrawn);
            }
            task.link(source -> stage.note("last"));

            task.unlink(withdrawn);
            hub.join();

            stage.expectNotes(
                    "one listener was linked in each way, twice, and unlinked once, when the task had ended: %s"
                            .formatted(isLate),
                    "last");
            stage.notes().clear();
        }
    }

    @Test
    void allWhoAreLinkedInOneTurnAfterTheEndAreTold() throws Exception {
        var task = ending(End.A_VALUE);
        task.link(source -> stage.note("early"));
        hub.join();

        for (var round : List.of("1", "2")) {
            task.link(source -> stage.note("first of round " + round));
            task.linkValue(source -> stage.note("second of round " + round));
            task.link(source -> stage.note("third of round " + round));
            hub.join();
        }

        stage.expect(
                "linked when the task had ended, and others had been told",
                "early",
                "first of round 1",
                "second of round 1",
                "third of round 1",
                "first of round 2",
                "second of round 2",
                "third of round 2");
    }

    @Test
    void aTimeoutExceptionOfTheBodyIsRaisedAsItIs() throws Exception {
        var failure = new TimeoutException("of the database");
        var task =
                tasks.<String>spawn(() -> {
                    throw failure;
                });

        for (var time : Arrays.asList(ofSeconds(1), ZERO, null)) {
            assertThatThrownBy(
                            () -> task.get(time),
                            "get(%s) of a task whose body failed with a TimeoutException",
                            time)
                    .isSameAs(failure);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsToldOfListenersThatFailIsToldAndTheHubIsNot(Thrown kind) throws Exception {
        var told = new ArrayList<Throwable>();
        var others = new ArrayList<Throwable>();
        var failure = kind.make();
        var ours = candidate.create(hub, (Consumer<Throwable>) told::add);
        candidate.create(hub, (Consumer<Throwable>) others::add);
        var task = ours.spawn(() -> "value");
        for (var link : Link.values()) {
            link.link(
                    task,
                    source -> {
                        throw Thrown.<RuntimeException>raise(failure);
                    });
        }

        hub.join();

        assertThat(told)
                .as(
                        "what the consumer was told that the tasks were made with (link,"
                                + " linkValue), of listeners that fail with %s",
                        kind)
                .containsExactly(failure, failure);
        assertThat(others).as("what the consumer of other tasks was told").isEmpty();
        assertThat(stage.reported())
                .as(
                        "what the hub's consumer was told of listeners of a task that fail with %s:"
                                + " it is the tasks' own that is told",
                        kind)
                .isEmpty();
    }

    @Test
    void itsTextIsItsName() throws Exception {
        var task = tasks.spawn(() -> "value");

        assertThat(task.toString())
                .as("the text of a task, which is its name")
                .isNotBlank()
                .doesNotContain("@" + Integer.toHexString(System.identityHashCode(task)));
    }

    @Test
    void itIsReadyFromTheTurnOnInWhichItEnds() throws Exception {
        var task = tasks.spawn(() -> "value");
        hub.spawn(() -> stage.note("in the same turn: " + shown(task)));

        hub.join();

        stage.expect(
                "it is ready when it has ended, not when its listeners have been told",
                "in the same turn: successful, value, null");
    }

    @Test
    void aThrowableThatIsReturnedIsAValue() throws Exception {
        for (var value :
                List.of(
                        new IOException("a value"),
                        new LinkageError("a value"),
                        new GreenletExit())) {
            var task = tasks.<Throwable>spawn(() -> value);
            Object came;
            try {
                came = task.get();
            } catch (UnsupportedOperationException toDo) {
                throw toDo;
            } catch (Throwable thrown) {
                came = "thrown: " + thrown;
            }

            assertThat(came)
                    .as("what get() comes to, of a body that returned %s", value)
                    .isSameAs(value);
            assertThat(shown(task))
                    .as("the state")
                    .isEqualTo("successful, %s, null".formatted(value));
        }
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @EnumSource(names = {"LINK_VALUE", "LINK_EXCEPTION"})
    void whicheverKindOfLinkItIsItIsToldInTheOrderOfLinking(Link kind) throws Exception {
        var task = ending(kind == Link.LINK_EXCEPTION ? End.AN_EXCEPTION : End.A_VALUE);
        linkThree(task, kind, "before the end");
        hub.sleep(ZERO);
        hub.postDelayed(() -> linkThree(task, kind, "in the turn of the end"), ofSeconds(1));
        hub.join();
        linkThree(task, kind, "when the others had been told");
        hub.join();

        stage.expectNotes(
                "%s, link, and %s again, three times; they are told in the order in which they were linked"
                        .formatted(kind, kind),
                "first, before the end",
                "link, before the end",
                "last, before the end",
                "first, in the turn of the end",
                "link, in the turn of the end",
                "last, in the turn of the end",
                "first, when the others had been told",
                "link, when the others had been told",
                "last, when the others had been told");
    }

    private void linkThree(Task<?> task, Link kind, String when) {
        kind.link(task, source -> stage.note("first, " + when));
        task.link(source -> stage.note("link, " + when));
        kind.link(task, source -> stage.note("last, " + when));
    }

    @ParameterizedTest
    @EnumSource
    void whatABodyFailsWithIsReportedByTheHubAlone(Thrown kind) throws Exception {
        var told = new ArrayList<Throwable>();
        var failure = kind.make();
        var task =
                candidate
                        .create(hub, (Consumer<Throwable>) told::add)
                        .<String>spawn(() -> {
                            throw Thrown.<Exception>raise(failure);
                        });

        hub.join();

        assertThat(task.exception()).as("what the body failed with").isSameAs(failure);
        stage.expectReported("by the hub, once", failure);
        assertThat(told)
                .as("what the consumer of the tasks was told, which is for listeners that fail")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aListenerIsRunByTheHubItselfAndMayNotWait(Link link) throws Exception {
        for (var isLate : List.of(false, true)) {
            var task = ending(link == Link.LINK_EXCEPTION ? End.AN_EXCEPTION : End.A_VALUE);
            if (isLate) {
                hub.join();
            }
            link.link(
                    task,
                    source -> {
                        try {
                            hub.sleep(ofSeconds(1));
                            stage.note("waited");
                        } catch (IllegalStateException e) {
                            stage.note("refused");
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    });
            link.link(task, source -> stage.note("the next"));

            hub.join();

            stage.expectNotes(
                    "a listener sleeps (%s, when the task had ended: %s); the hub refuses it, since it runs the listener itself"
                            .formatted(link, isLate),
                    "refused",
                    "the next");
            stage.notes().clear();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsLinkedAgainIsToldAgain(Link link) throws Exception {
        for (var isLate : List.of(false, true)) {
            var task = ending(link == Link.LINK_EXCEPTION ? End.AN_EXCEPTION : End.A_VALUE);
            if (isLate) {
                hub.join();
            }
            Waitable.Listener listener = source -> stage.note("told");
            link.link(task, listener);
            task.unlink(listener);
            link.link(task, listener);
            hub.join();
            stage.expectNotes(
                    "%s, unlink, and %s again, when the task had ended: %s; the last one counts"
                            .formatted(link, link, isLate),
                    "told");

            link.link(task, listener);
            hub.join();
            stage.expectNotes(
                    "%s, when the listener had been told once: each link is told once"
                            .formatted(link),
                    "told",
                    "told");
            stage.notes().clear();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasBeenToldOnceAndIsUnlinkedIsNotToldAgain(Link link) throws Exception {
        for (var byItself : List.of(true, false)) {
            for (var isLate : List.of(false, true)) {
                var task = ending(link == Link.LINK_EXCEPTION ? End.AN_EXCEPTION : End.A_VALUE);
                if (isLate) {
                    hub.join();
                }
                var often = new Waitable.Listener[1];
                often[0] =
                        source -> {
                            stage.note("told");
                            if (byItself) {
                                task.unlink(often[0]);
                            }
                        };
                link.link(task, often[0]);
                task.link(source -> task.unlink(often[0]));
                task.link(often[0]);
                link.link(task, often[0]);
                task.link(source -> stage.note("last"));

                hub.join();

                stage.expectNotes(
                        "a listener was linked by %s, link, and %s, when the task had ended: %s; told once, it is unlinked by %s, and is not told again"
                                .formatted(
                                        link,
                                        link,
                                        isLate,
                                        byItself ? "itself" : "the next listener"),
                        "told",
                        "last");
                stage.notes().clear();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsUnlinkedAndLinkedAgainWhileOthersAreToldIsToldOnce(Link link) throws Exception {
        for (var isLate : List.of(false, true)) {
            var task = ending(link == Link.LINK_EXCEPTION ? End.AN_EXCEPTION : End.A_VALUE);
            if (isLate) {
                hub.join();
            }
            Waitable.Listener again = source -> stage.note("told");
            task.link(source -> {
                task.unlink(again);
                link.link(task, again);
            });
            link.link(task, again);

            hub.join();

            stage.expectNotes(
                    "a listener was linked by %s, when the task had ended: %s, and another one unlinked it and linked it again, before it was told; of two links one was taken back"
                            .formatted(link, isLate),
                    "told");
            stage.notes().clear();
        }
    }
}

package course.gevent;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofSeconds;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.List;

/** The notification protocol: link and unlink. */
abstract class HubListeners extends HubExamples {
    HubListeners(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        super(candidate, greenlets, background, stage);
    }

    @Test
    void listenersAreToldOnceInTheirOrder() throws Exception {
        var thread = hub.spawn(() -> hub.sleep(ofSeconds(1)));
        thread.link(source -> stage.note("first " + (source == thread)));
        thread.link(source -> stage.note("second"));
        Waitable.Listener withdrawn = source -> stage.note("withdrawn");
        thread.link(withdrawn);
        thread.unlink(withdrawn);
        thread.unlink(source -> {});

        hub.join();

        stage.expect("links fire once, in order, with the source", "first true", "second");
    }

    @Test
    void aListenerOfOneThatHasEndedIsToldInATurnToCome() throws Exception {
        var thread = hub.spawn(() -> {});
        hub.join();

        thread.link(source -> stage.note("told"));
        stage.note("linked");
        hub.join();

        stage.expect("it is the hub that tells, never link() itself", "linked", "told");
    }

    @Test
    void aListenerThatFailsDoesNotStopTheNext() throws Exception {
        var thread = hub.spawn(() -> {});
        var failure = new IllegalStateException("a listener");
        thread.link(source -> {
            throw failure;
        });
        thread.link(source -> stage.note("the next"));

        hub.join();

        stage.expectNotes("every listener is told", "the next");
        stage.expectReported("what a listener throws is told to failures", failure);
    }

    @Test
    void whoIsUnlinkedWhileOthersAreToldIsNotTold() throws Exception {
        var thread = hub.spawn(() -> {});
        Waitable.Listener second = source -> stage.note("second");
        thread.link(source -> thread.unlink(second));
        thread.link(second);
        thread.link(source -> stage.note("third"));

        hub.join();

        stage.expect("unlink() holds, even during notification", "third");
    }

    @Test
    void whoIsLinkedWhileOthersAreToldIsToldInALaterTurn() throws Exception {
        for (var unlinksAnother : List.of(false, true)) {
            var thread = hub.spawn(() -> {});
            var turn = new int[1];
            Waitable.Listener withdrawn = source -> stage.note("withdrawn");
            Waitable.Listener late =
                    source ->
                            stage.note(
                                    stage.clock().looks() == turn[0]
                                            ? "the late one, in the same turn"
                                            : "the late one, in a later turn");
            thread.link(source -> {
                turn[0] = stage.clock().looks();
                stage.note("the first");
                thread.link(late);
                if (unlinksAnother) {
                    thread.unlink(withdrawn);
                }
            });
            if (unlinksAnother) {
                thread.link(withdrawn);
            }
            thread.link(source -> stage.note("the second"));

            hub.join();

            stage.expect(
                    "a listener that is linked while the listeners are told",
                    "the first",
                    "the second",
                    "the late one, in a later turn");
            stage.notes().clear();
        }
    }

    @Test
    void theyAreToldInATurnAfterTheEnd() throws Exception {
        var turn = new int[1];
        var ended = hub.spawn(() -> turn[0] = stage.clock().looks());
        ended.link(source -> noteTurnAfter(turn[0], "linked before"));
        hub.join();
        hub.post(() -> {
            turn[0] = stage.clock().looks();
            ended.link(source -> noteTurnAfter(turn[0], "linked in a message"));
        });
        hub.join();

        stage.expect(
                "link() tells nobody, nor does the end",
                "linked before: a later turn",
                "linked in a message: a later turn");
    }

    private void noteTurnAfter(int turn, String who) {
        stage.note(who + (stage.clock().looks() > turn ? ": a later turn" : ": the same turn"));
    }

    @Test
    void aListenerIsToldOnce() throws Exception {
        var thread = hub.spawn(() -> {});
        thread.link(source -> stage.note("early"));
        hub.join();
        thread.link(source -> stage.note("late"));
        hub.join();
        thread.link(source -> stage.note("latest"));
        hub.join();
        thread.throwInto(new IOException("too late"));
        hub.join();

        stage.expect("each was told when it was its time", "early", "late", "latest");
    }

    @Test
    void whoIsUnlinkedIsNeverTold() throws Exception {
        var thread = hub.spawn(() -> {});
        var self = new Waitable.Listener[1];
        Waitable.Listener twice = source -> stage.note("linked twice");
        Waitable.Listener late = source -> stage.note("linked late");
        Waitable.Listener again = source -> stage.note("linked again");
        self[0] =
                source -> {
                    thread.unlink(self[0]);
                    stage.note("itself");
                };
        thread.link(twice);
        thread.link(again);
        thread.link(self[0]);
        thread.link(twice);
        thread.unlink(twice);
        thread.unlink(twice);
        thread.unlink(again);
        thread.link(again);
        hub.join();
        thread.link(late);
        thread.unlink(late);
        thread.unlink(late);
        hub.join();

        stage.expectNotes(
                "unlink() takes back all links of a listener that were before it, and no later one",
                "itself",
                "linked again");
        stage.expectNoFailure();
    }

    @ParameterizedTest
    @EnumSource
    void whateverAListenerThrowsTheNextIsTold(Thrown kind) throws Exception {
        for (var isLate : List.of(false, true)) {
            var reported = stage.reported().size();
            var thread = hub.spawn(() -> {});
            if (isLate) {
                hub.join();
            }
            var failure = kind.make();
            thread.link(source -> {
                throw Thrown.<RuntimeException>raise(failure);
            });
            thread.link(source -> stage.note("the next"));
            hub.post(() -> stage.note("a message"));

            hub.join();

            assertThat(stage.notes())
                    .as("told, or run, after a listener had failed with %s", kind)
                    .containsExactlyInAnyOrder("the next", "a message");
            assertThat(stage.reported().subList(reported, stage.reported().size()))
                    .as("what was reported of a listener that failed with %s", kind)
                    .containsExactly(failure);
            stage.notes().clear();
        }
    }

    @Test
    void theListenersOfAThousandAreTold() throws Exception {
        for (var i = 0; i < 1_000; i++) {
            var name = "" + i;
            hub.spawn(() -> {}).link(source -> stage.note(name));
        }

        hub.join();

        assertThat(stage.notes())
                .as("those that were told, in the order of the ends")
                .hasSize(1_000);
        assertThat(stage.notes().getLast()).as("the last one").isEqualTo("999");
    }

    @Test
    void allWhoAreLinkedInOneTurnAfterTheEndAreTold() throws Exception {
        var thread = hub.spawn(() -> {});
        thread.link(source -> stage.note("early"));
        hub.join();

        for (var round : List.of("1", "2")) {
            thread.link(source -> stage.note("first of round " + round));
            thread.link(source -> stage.note("second of round " + round));
            hub.join();
        }

        stage.expect(
                "linked when it had ended, and others had been told",
                "early",
                "first of round 1",
                "second of round 1",
                "first of round 2",
                "second of round 2");
    }

    @Test
    void whoWasLinkedTwiceAndIsUnlinkedWhileOthersAreToldIsNotTold() throws Exception {
        for (var hasEnded : List.of(false, true)) {
            var thread = hub.spawn(() -> {});
            if (hasEnded) {
                hub.join(thread);
            }
            Waitable.Listener twice = source -> stage.note("linked twice");
            thread.link(source -> thread.unlink(twice));
            thread.link(twice);
            thread.link(source -> stage.note("last"));
            thread.link(twice);

            hub.join();

            stage.expect("unlink() removes it, however often it was linked", "last");
            stage.notes().clear();
        }
    }

    @Test
    void whoHasBeenToldOnceAndIsUnlinkedIsNotToldAgain() throws Exception {
        for (var byItself : List.of(true, false)) {
            for (var hasEnded : List.of(false, true)) {
                var thread = hub.spawn(() -> {});
                if (hasEnded) {
                    hub.join(thread);
                }
                var often = new Waitable.Listener[1];
                often[0] =
                        source -> {
                            stage.note("told");
                            if (byItself) {
                                thread.unlink(often[0]);
                            }
                        };
                thread.link(often[0]);
                thread.link(source -> thread.unlink(often[0]));
                thread.link(often[0]);
                thread.link(source -> stage.note("last"));

                hub.join();

                stage.expect(
                        "a listener was linked twice, when the green thread had ended: %s; told once, it is unlinked by %s, and is not told again"
                                .formatted(hasEnded, byItself ? "itself" : "the next listener"),
                        "told",
                        "last");
                stage.notes().clear();
            }
        }
    }

    @Test
    void whoIsUnlinkedAndLinkedAgainWhileOthersAreToldIsToldOnce() throws Exception {
        for (var hasEnded : List.of(false, true)) {
            var thread = hub.spawn(() -> {});
            if (hasEnded) {
                hub.join(thread);
            }
            Waitable.Listener again = source -> stage.note("told");
            thread.link(source -> {
                thread.unlink(again);
                thread.link(again);
            });
            thread.link(again);

            hub.join();

            stage.expect(
                    "a listener was linked, when the green thread had ended: %s, and another one unlinked it and linked it again, before it was told; of two links one was taken back"
                            .formatted(hasEnded),
                    "told");
            stage.notes().clear();
        }
    }
}

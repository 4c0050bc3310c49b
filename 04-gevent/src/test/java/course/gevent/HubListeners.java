package course.gevent;

import static java.time.Duration.ofSeconds;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

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
}

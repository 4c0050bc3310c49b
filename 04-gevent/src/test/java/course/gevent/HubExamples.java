package course.gevent;

import static java.time.Duration.ofSeconds;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;

/** What the parts of Hub's specification have in common. */
abstract class HubExamples {
    final Hub hub;
    final Greenlets greenlets;
    final Background background;
    final Stage stage;

    HubExamples(Candidate<Hub> candidate, Greenlets greenlets, Background background, Stage stage)
            throws Exception {
        this.greenlets = greenlets;
        this.background = background;
        this.stage = stage;
        hub = candidate.create(stage.watched(greenlets), stage.clock(), stage.failures());
    }

    GreenThread sleeper(String name, int seconds) {
        return hub.spawn(name, () -> hub.sleep(ofSeconds(seconds)));
    }

    void refused(String what, Hub.Body body) {
        try {
            body.run();
            stage.note(what + " waited");
        } catch (IllegalStateException e) {
            stage.note(what);
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}

package course.gevent;

import course.greenlet.Greenlets;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Nested;

@Exercise(id = "4.1", title = "Hub", section = "Gevent")
class HubSpec {

    @Nested
    class Turns extends HubTurns {
        Turns(
                Candidate<Hub> candidate,
                @Given Greenlets greenlets,
                Background background,
                Stage stage)
                throws Exception {
            super(candidate, greenlets, background, stage);
        }
    }

    @Nested
    class OneWait extends HubOneWait {
        OneWait(
                Candidate<Hub> candidate,
                @Given Greenlets greenlets,
                Background background,
                Stage stage)
                throws Exception {
            super(candidate, greenlets, background, stage);
        }
    }

    @Nested
    class Time extends HubTime {
        Time(
                Candidate<Hub> candidate,
                @Given Greenlets greenlets,
                Background background,
                Stage stage)
                throws Exception {
            super(candidate, greenlets, background, stage);
        }
    }

    @Nested
    class Listeners extends HubListeners {
        Listeners(
                Candidate<Hub> candidate,
                @Given Greenlets greenlets,
                Background background,
                Stage stage)
                throws Exception {
            super(candidate, greenlets, background, stage);
        }
    }

    @Nested
    class Joining extends HubJoining {
        Joining(
                Candidate<Hub> candidate,
                @Given Greenlets greenlets,
                Background background,
                Stage stage)
                throws Exception {
            super(candidate, greenlets, background, stage);
        }
    }

    @Nested
    class Throwing extends HubThrowing {
        Throwing(
                Candidate<Hub> candidate,
                @Given Greenlets greenlets,
                Background background,
                Stage stage)
                throws Exception {
            super(candidate, greenlets, background, stage);
        }
    }

    @Nested
    class Outside extends HubOutside {
        Outside(
                Candidate<Hub> candidate,
                @Given Greenlets greenlets,
                Background background,
                Stage stage)
                throws Exception {
            super(candidate, greenlets, background, stage);
        }
    }

    @Nested
    class Refusals extends HubRefusals {
        Refusals(
                Candidate<Hub> candidate,
                @Given Greenlets greenlets,
                Background background,
                Stage stage)
                throws Exception {
            super(candidate, greenlets, background, stage);
        }
    }
}

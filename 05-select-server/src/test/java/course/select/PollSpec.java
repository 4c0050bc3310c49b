package course.select;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.net.Network;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

@Exercise(id = "5.4", title = "Poll", section = "Select\\Poll\\Epoll异步IO")
@EnabledIf(
        value = "course.select.PollExamples#theSystemHasPoll",
        disabledReason = "this operating system has no poll")
class PollSpec {

    @Nested
    class Events extends PollEvents {
        Events(Poll poll, Network network, Background background) {
            super(poll, network, background);
        }
    }

    @Nested
    class Registrations extends PollRegistrations {
        Registrations(Poll poll, Network network, Background background) {
            super(poll, network, background);
        }
    }

    @Nested
    class HangUps extends PollHangUps {
        HangUps(Poll poll, Network network, Background background) {
            super(poll, network, background);
        }
    }

    @Nested
    class Waits extends PollWaits {
        Waits(Poll poll, Candidate<Poll> polls, Network network, Background background) {
            super(poll, polls, network, background);
        }
    }
}

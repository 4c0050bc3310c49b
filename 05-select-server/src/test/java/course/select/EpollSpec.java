package course.select;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.net.Network;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

@Exercise(id = "5.5", title = "Epoll", section = "Select\\Poll\\Epoll异步IO")
@EnabledIf(
        value = "course.select.EpollExamples#theSystemHasEpoll",
        disabledReason = "only Linux has epoll")
class EpollSpec {

    @Nested
    class Events extends EpollEvents {
        Events(Epoll epoll, Network network, Background background) {
            super(epoll, network, background);
        }
    }

    @Nested
    class Triggers extends EpollTriggers {
        Triggers(Epoll epoll, Network network, Background background) {
            super(epoll, network, background);
        }
    }

    @Nested
    class Registrations extends EpollRegistrations {
        Registrations(
                Epoll epoll, Candidate<Epoll> epolls, Network network, Background background) {
            super(epoll, epolls, network, background);
        }
    }

    @Nested
    class Counts extends EpollCounts {
        Counts(Epoll epoll, Network network, Background background) {
            super(epoll, network, background);
        }
    }

    @Nested
    class Waits extends EpollWaits {
        Waits(Epoll epoll, Network network, Background background) {
            super(epoll, network, background);
        }
    }

    @Nested
    class Drains extends EpollDrains {
        Drains(Epoll epoll, Network network, Background background) {
            super(epoll, network, background);
        }
    }

    @Nested
    class Closing extends EpollClosing {
        Closing(Epoll epoll, Candidate<Epoll> epolls, Network network, Background background) {
            super(epoll, epolls, network, background);
        }
    }
}

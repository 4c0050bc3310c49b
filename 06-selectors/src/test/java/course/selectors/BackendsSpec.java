package course.selectors;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.net.Network;

import org.junit.jupiter.api.Nested;

@Exercise(id = "6.2", title = "Backends", section = "selectors模块")
class BackendsSpec {

    @Nested
    class Reports extends SelectorReports {
        Reports(
                @Given Candidate<Selector> selectors,
                Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }

    @Nested
    class Registrations extends SelectorRegistrations {
        Registrations(
                @Given Candidate<Selector> selectors,
                Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }

    @Nested
    class ClosedChannels extends SelectorClosedChannels {
        ClosedChannels(
                @Given Candidate<Selector> selectors,
                Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }

    @Nested
    class Waits extends SelectorWaits {
        Waits(
                @Given Candidate<Selector> selectors,
                Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }

    @Nested
    class Opened extends BackendsOpened {
        Opened(
                @Given Candidate<Selector> selectors,
                Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }

    @Nested
    class Choices extends BackendsChoices {
        Choices(
                @Given Candidate<Selector> selectors,
                Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }
}

package course.selectors;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.net.Network;

import org.junit.jupiter.api.Nested;

@Exercise(id = "6.1", title = "Selector", section = "selectors模块")
class SelectorSpec {

    @Nested
    class Reports extends SelectorReports {
        Reports(
                Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }

    @Nested
    class Registrations extends SelectorRegistrations {
        Registrations(
                Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }

    @Nested
    class ClosedChannels extends SelectorClosedChannels {
        ClosedChannels(
                Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }

    @Nested
    class Waits extends SelectorWaits {
        Waits(
                Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }

    @Nested
    class Bookkeeping extends SelectorBookkeeping {
        Bookkeeping(
                Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background) {
            super(selectors, backends, network, background);
        }
    }
}

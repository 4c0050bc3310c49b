package course.selectors;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.net.Network;

import org.junit.jupiter.api.Nested;

@Exercise(id = "6.3", title = "CallbackServer", section = "selectors模块")
class CallbackServerSpec {

    @Nested
    class Echoes extends CallbackServerEchoes {
        Echoes(
                CallbackServer server,
                @Given Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background)
                throws Exception {
            super(server, selectors, backends, network, background);
        }
    }

    @Nested
    class SlowClients extends CallbackServerSlowClients {
        SlowClients(
                CallbackServer server,
                @Given Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background)
                throws Exception {
            super(server, selectors, backends, network, background);
        }
    }

    @Nested
    class Callbacks extends CallbackServerCallbacks {
        Callbacks(
                CallbackServer server,
                @Given Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background)
                throws Exception {
            super(server, selectors, backends, network, background);
        }
    }

    @Nested
    class Failures extends CallbackServerFailures {
        Failures(
                CallbackServer server,
                @Given Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background)
                throws Exception {
            super(server, selectors, backends, network, background);
        }
    }
}

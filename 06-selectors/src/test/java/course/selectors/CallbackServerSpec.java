package course.selectors;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.net.Network;
import course.select.ServerConversations;

import org.junit.jupiter.api.Nested;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

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
    class Conversations extends ServerConversations {
        private final CallbackServerExamples parts;

        Conversations(
                CallbackServer server,
                @Given Candidate<Selector> selectors,
                @Given Candidate<Backends> backends,
                Network network,
                Background background)
                throws Exception {
            super(network);
            parts = new CallbackServerExamples(server, selectors, backends, network, background) {};
        }

        @Override
        protected ServerSocketChannel startServer() throws IOException {
            parts.start();
            return parts.listener;
        }

        @Override
        protected String answerTo(String message) {
            return message;
        }

        @Override
        protected void awaitAsleep() {
            parts.selector.awaitAsleep(parts.background);
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

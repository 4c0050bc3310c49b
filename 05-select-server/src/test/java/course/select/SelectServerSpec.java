package course.select;

import course.kit.Background;
import course.kit.Exercise;
import course.kit.Given;
import course.kit.net.Network;

import org.junit.jupiter.api.Nested;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;

@Exercise(id = "5.2", title = "SelectServer", section = "Select\\Poll\\Epoll异步IO")
class SelectServerSpec {
    @Nested
    class Answers extends SelectServerAnswers {
        Answers(SelectServer server, @Given Select select, Network network, Background background) {
            super(server, select, network, background);
        }
    }

    @Nested
    class Conversations extends ServerConversations {
        private final SelectServerExamples parts;

        Conversations(
                SelectServer server, @Given Select select, Network network, Background background) {
            super(network);
            parts = new SelectServerExamples(server, select, network, background) {};
        }

        @Override
        protected ServerSocketChannel startServer() throws IOException {
            parts.start();
            return parts.listener;
        }

        @Override
        protected String answerTo(String message) {
            return message.toUpperCase(Locale.ROOT);
        }

        @Override
        protected void awaitAsleep() {
            parts.select.awaitAsleep(parts.background);
        }
    }

    @Nested
    class Endings extends SelectServerEndings {
        Endings(SelectServer server, @Given Select select, Network network, Background background) {
            super(server, select, network, background);
        }
    }

    @Nested
    class Limits extends SelectServerLimits {
        Limits(SelectServer server, @Given Select select, Network network, Background background) {
            super(server, select, network, background);
        }
    }

    @Nested
    class Descriptors extends SelectServerDescriptors {
        Descriptors(
                SelectServer server, @Given Select select, Network network, Background background) {
            super(server, select, network, background);
        }
    }

    @Nested
    class Stops extends SelectServerStops {
        Stops(SelectServer server, @Given Select select, Network network, Background background) {
            super(server, select, network, background);
        }
    }
}

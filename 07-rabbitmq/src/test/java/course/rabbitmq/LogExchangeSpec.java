package course.rabbitmq;

import course.kit.Background;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;

@Exercise(id = "7.5", title = "LogExchange", section = "RabbitMQ队列")
@OnBroker
class LogExchangeSpec {

    @Nested
    class Matching extends LogExchangeMatching {
        Matching(VirtualHost host, LogExchange logs, Background background) {
            super(host, logs, background);
        }
    }

    @Nested
    class Subscribing extends LogExchangeSubscribing {
        Subscribing(VirtualHost host, LogExchange logs, Background background) {
            super(host, logs, background);
        }
    }

    @Nested
    class Publishing extends LogExchangePublishing {
        Publishing(VirtualHost host, LogExchange logs, Background background) {
            super(host, logs, background);
        }
    }

    @Nested
    class Handling extends LogExchangeHandling {
        Handling(VirtualHost host, LogExchange logs, Background background) {
            super(host, logs, background);
        }
    }

    @Nested
    class Closing extends LogExchangeClosing {
        Closing(VirtualHost host, LogExchange logs, Background background) {
            super(host, logs, background);
        }
    }

    @Nested
    class Refusals extends LogExchangeRefusals {
        Refusals(VirtualHost host, LogExchange logs, Background background) {
            super(host, logs, background);
        }
    }
}

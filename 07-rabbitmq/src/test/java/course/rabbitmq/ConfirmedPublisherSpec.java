package course.rabbitmq;

import course.kit.Background;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;

@Exercise(id = "7.7", title = "ConfirmedPublisher", section = "RabbitMQ队列")
@OnBroker
class ConfirmedPublisherSpec {

    @Nested
    class Confirms extends ConfirmedPublisherConfirms {
        Confirms(VirtualHost host, ConfirmedPublisher publishers, Background background) {
            super(host, publishers, background);
        }
    }

    @Nested
    class Limits extends ConfirmedPublisherLimits {
        Limits(VirtualHost host, ConfirmedPublisher publishers, Background background) {
            super(host, publishers, background);
        }
    }

    @Nested
    class Nacks extends ConfirmedPublisherNacks {
        Nacks(VirtualHost host, ConfirmedPublisher publishers, Background background) {
            super(host, publishers, background);
        }
    }

    @Nested
    class Losses extends ConfirmedPublisherLosses {
        Losses(VirtualHost host, ConfirmedPublisher publishers, Background background) {
            super(host, publishers, background);
        }
    }

    @Nested
    class Failures extends ConfirmedPublisherFailures {
        Failures(VirtualHost host, ConfirmedPublisher publishers, Background background) {
            super(host, publishers, background);
        }
    }

    @Nested
    class Closing extends ConfirmedPublisherClosing {
        Closing(VirtualHost host, ConfirmedPublisher publishers, Background background) {
            super(host, publishers, background);
        }
    }
}

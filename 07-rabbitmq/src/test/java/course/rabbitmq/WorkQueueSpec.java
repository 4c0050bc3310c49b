package course.rabbitmq;

import course.kit.Background;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;

@Exercise(id = "7.4", title = "WorkQueue", section = "RabbitMQ队列")
@OnBroker
class WorkQueueSpec {

    @Nested
    class Submitting extends WorkQueueSubmitting {
        Submitting(VirtualHost host, WorkQueue queue, Background background) {
            super(host, queue, background);
        }
    }

    @Nested
    class Working extends WorkQueueWorking {
        Working(VirtualHost host, WorkQueue queue, Background background) {
            super(host, queue, background);
        }
    }

    @Nested
    class Failures extends WorkQueueFailures {
        Failures(VirtualHost host, WorkQueue queue, Background background) {
            super(host, queue, background);
        }
    }

    @Nested
    class Closing extends WorkQueueClosing {
        Closing(VirtualHost host, WorkQueue queue, Background background) {
            super(host, queue, background);
        }
    }
}

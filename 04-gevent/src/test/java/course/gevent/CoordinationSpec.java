package course.gevent;

import course.greenlet.Greenlets;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Nested;

@Exercise(id = "4.5", title = "Coordination", section = "Gevent")
class CoordinationSpec {

    @Nested
    class Semaphores extends CoordinationSemaphores {
        Semaphores(
                Candidate<Coordination> candidate,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Tasks> givenTasks,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Stage stage)
                throws Exception {
            super(candidate, hubs, givenTasks, cancellations, greenlets, stage);
        }
    }

    @Nested
    class Queues extends CoordinationQueues {
        Queues(
                Candidate<Coordination> candidate,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Tasks> givenTasks,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Stage stage)
                throws Exception {
            super(candidate, hubs, givenTasks, cancellations, greenlets, stage);
        }
    }

    @Nested
    class Shutdowns extends CoordinationShutdowns {
        Shutdowns(
                Candidate<Coordination> candidate,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Tasks> givenTasks,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Stage stage)
                throws Exception {
            super(candidate, hubs, givenTasks, cancellations, greenlets, stage);
        }
    }

    @Nested
    class Pools extends CoordinationPools {
        Pools(
                Candidate<Coordination> candidate,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Tasks> givenTasks,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Stage stage)
                throws Exception {
            super(candidate, hubs, givenTasks, cancellations, greenlets, stage);
        }
    }

    @Nested
    class Waits extends CoordinationWaits {
        Waits(
                Candidate<Coordination> candidate,
                @Given Candidate<Hub> hubs,
                @Given Candidate<Tasks> givenTasks,
                @Given Candidate<Cancellation> cancellations,
                @Given Greenlets greenlets,
                Stage stage)
                throws Exception {
            super(candidate, hubs, givenTasks, cancellations, greenlets, stage);
        }
    }
}

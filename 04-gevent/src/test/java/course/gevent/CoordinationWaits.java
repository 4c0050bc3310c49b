package course.gevent;

import course.greenlet.Greenlets;
import course.kit.Candidate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every wait. */
abstract class CoordinationWaits extends CoordinationExamples {
    CoordinationWaits(
            Candidate<Coordination> candidate,
            Candidate<Hub> hubs,
            Candidate<Tasks> givenTasks,
            Candidate<Cancellation> cancellations,
            Greenlets greenlets,
            Stage stage)
            throws Exception {
        super(candidate, hubs, givenTasks, cancellations, greenlets, stage);
    }

    @ParameterizedTest
    @EnumSource
    void anOuterTimeoutEscapes(Wait wait) {
        conformance.anOuterTimeoutEscapes(wait.name(), () -> wait(wait));
    }

    @ParameterizedTest
    @EnumSource
    void aKillEscapes(Wait wait) throws Exception {
        conformance.aKillEscapes(wait.name(), () -> wait(wait));
    }
}

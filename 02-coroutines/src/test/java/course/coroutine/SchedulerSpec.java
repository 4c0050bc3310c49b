package course.coroutine;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;

@Exercise(id = "2.5", title = "Scheduler", section = "使用yield实现协程操作例子")
class SchedulerSpec {

    @Nested
    class Turns extends SchedulerTurns {
        Turns(Candidate<Scheduler> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class Failures extends SchedulerFailures {
        Failures(Candidate<Scheduler> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class Interrupts extends SchedulerInterrupts {
        Interrupts(Candidate<Scheduler> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class Definition extends SchedulerDefinition {
        Definition(Candidate<Scheduler> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }
}

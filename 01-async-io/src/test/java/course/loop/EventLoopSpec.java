package course.loop;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;

import org.junit.jupiter.api.Nested;

@Exercise(id = "1.1", title = "EventLoop", section = "异步IO")
class EventLoopSpec {

    @Nested
    class Messages extends EventLoopMessages {
        Messages(Candidate<EventLoop> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class Waiting extends EventLoopWaiting {
        Waiting(Candidate<EventLoop> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class Failures extends EventLoopFailures {
        Failures(Candidate<EventLoop> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class Timers extends EventLoopTimers {
        Timers(Candidate<EventLoop> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class Turns extends EventLoopTurns {
        Turns(Candidate<EventLoop> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class Cancelling extends EventLoopCancelling {
        Cancelling(Candidate<EventLoop> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class Stopping extends EventLoopStopping {
        Stopping(Candidate<EventLoop> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }

    @Nested
    class OneRun extends EventLoopOneRun {
        OneRun(Candidate<EventLoop> candidate, Background background) throws Exception {
            super(candidate, background);
        }
    }
}

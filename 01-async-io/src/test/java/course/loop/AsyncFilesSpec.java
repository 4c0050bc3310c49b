package course.loop;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Nested;

@Exercise(id = "1.3", title = "AsyncFiles", section = "异步IO")
class AsyncFilesSpec {

    @Nested
    class Reading extends AsyncFilesReading {
        Reading(
                Candidate<AsyncFiles> candidate,
                @Given Candidate<EventLoop> loops,
                Background background)
                throws Exception {
            super(candidate, loops, background);
        }
    }

    @Nested
    class Failing extends AsyncFilesFailing {
        Failing(
                Candidate<AsyncFiles> candidate,
                @Given Candidate<EventLoop> loops,
                Background background)
                throws Exception {
            super(candidate, loops, background);
        }
    }

    @Nested
    class Cancelling extends AsyncFilesCancelling {
        Cancelling(
                Candidate<AsyncFiles> candidate,
                @Given Candidate<EventLoop> loops,
                Background background)
                throws Exception {
            super(candidate, loops, background);
        }
    }

    @Nested
    class Chunks extends AsyncFilesChunks {
        Chunks(
                Candidate<AsyncFiles> candidate,
                @Given Candidate<EventLoop> loops,
                Background background)
                throws Exception {
            super(candidate, loops, background);
        }
    }

    @Nested
    class Closing extends AsyncFilesClosing {
        Closing(
                Candidate<AsyncFiles> candidate,
                @Given Candidate<EventLoop> loops,
                Background background)
                throws Exception {
            super(candidate, loops, background);
        }
    }
}

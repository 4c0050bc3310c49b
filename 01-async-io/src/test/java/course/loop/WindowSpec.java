package course.loop;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Nested;

@Exercise(id = "1.2", title = "Window", section = "看图说话讲事件驱动模型")
class WindowSpec {

    @Nested
    class Handling extends WindowHandling {
        Handling(
                Candidate<Window> candidate,
                @Given Candidate<EventLoop> loops,
                Background background)
                throws Exception {
            super(candidate, loops, background);
        }
    }

    @Nested
    class Responding extends WindowResponding {
        Responding(
                Candidate<Window> candidate,
                @Given Candidate<EventLoop> loops,
                Background background)
                throws Exception {
            super(candidate, loops, background);
        }
    }
}

package course.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicReference;

/** A loop runs once, on one thread. */
abstract class EventLoopOneRun extends EventLoopExamples {
    EventLoopOneRun(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void runIsRefusedWhileTheLoopRuns() {
        start();
        settle();

        assertThatThrownBy(loop::run, "run() called by a second thread while the loop runs")
                .isInstanceOf(IllegalStateException.class);

        post("A");
        settle();
        diary.expectProcessed("the loop goes on, undisturbed", "A");
    }

    @Test
    void runIsRefusedInsideAMessage() {
        var refusal = new AtomicReference<Throwable>();
        post(
                "A",
                () -> {
                    try {
                        loop.run();
                    } catch (Throwable thrown) {
                        refusal.set(thrown);
                    }
                });
        post("B");
        start();

        settle();

        diary.expectProcessed("the loop goes on, undisturbed", "A", "B");
        assertThat(refusal.get())
                .as("what run() throws when a message calls it")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void runIsRefusedAfterTheEnd() {
        post("the end", this::stop);
        runToTheEnd();

        assertThatThrownBy(loop::run, "run() called again after the loop's end")
                .isInstanceOf(IllegalStateException.class);
    }
}

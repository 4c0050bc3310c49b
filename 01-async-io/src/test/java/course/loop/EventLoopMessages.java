package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Background;
import course.kit.Candidate;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;

/** Post, run, stop: messages, and the thread that processes them. */
abstract class EventLoopMessages extends EventLoopExamples {
    EventLoopMessages(Candidate<EventLoop> candidate, Background background) throws Exception {
        super(candidate, background);
    }

    @Test
    void messagesAreProcessedInTheOrderInWhichTheyWerePosted() {
        post("A", this::stopAfterThree);
        post("B", this::stopAfterThree);
        post("C", this::stopAfterThree);

        runToTheEnd();

        diary.expectProcessed(FIRST_IN_FIRST_OUT, "A", "B", "C");
    }

    private void stopAfterThree() {
        if (diary.processed().size() == 3) {
            stop();
        }
    }

    @Test
    void whatAMessagePostsComesAfterWhatWasThere() {
        post("A", () -> post("A's own", this::stop));
        post("B");

        runToTheEnd();

        diary.expectProcessed(FIRST_IN_FIRST_OUT, "A", "B", "A's own");
    }

    @Test
    void oneThreadProcessesAllAndNobodyElseDoes() {
        var threads = new ArrayList<Thread>();
        Runnable message = () -> threads.add(Thread.currentThread());
        loop.post(message);
        loop.post(() -> loop.post(message));
        post("the end", () -> post("the very end", this::stop));

        runToTheEnd();

        assertThat(threads)
                .withFailMessage(() ->
                        diary.with(
                                "post() only puts a message into the queue; it is the"
                                        + " thread that called run() that processes it%n"
                                                .formatted()
                                        + "  expected: processed by the loop, twice%n".formatted()
                                        + "  but was:  processed by "
                                        + threads.stream().map(Thread::getName).toList()))
                .containsExactly(running.thread(), running.thread());
    }

    @Test
    void aMessageStopsTheLoopAndTheRestIsLeft() {
        post("A");
        post(
                "B",
                () -> {
                    stop();
                    diary.note("B has called stop(), and goes on to its own end");
                });
        post("C");

        runToTheEnd();

        diary.expectProcessed("the message that calls stop() is the last one", "A", "B");
    }

    @Test
    void stoppedBeforeItBeginsItReturnsAtOnce() {
        post("A");
        stop();

        runToTheEnd();

        diary.expectProcessed("a loop that was stopped processes nothing");
    }

    @Test
    void stopMayBeCalledAgain() {
        post(
                "A",
                () -> {
                    stop();
                    stop();
                });

        runToTheEnd();
        stop();
        post("B");

        diary.expectProcessed("what is posted after the end is never processed", "A");
    }
}

package course.coroutine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import course.coroutine.Generator.Body;
import course.coroutine.Generator.Caller;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;

/** Close. */
abstract class GeneratorClosing extends GeneratorExamples {
    GeneratorClosing(Candidate<Generator<?>> candidate, Background background) {
        super(candidate, background);
    }

    @Test
    void closingRunsTheFinallyBlocks() throws Exception {
        var generator = generator(this::cleaningUp);
        generator.next();

        generator.close();

        expectDiary(
                "close() lets a GeneratorExit come out of the yield at which the body waits",
                "clean up");
        expectEnded(generator, "after close()");
    }

    private void cleaningUp(Caller<Integer> caller) {
        try {
            caller.yield(1);
            diary.add("went on");
            caller.yield(2);
        } finally {
            diary.add("clean up");
        }
    }

    @Test
    void closingUnwindsAllCalls() throws Exception {
        var generator = generator((Caller<Integer> caller) -> open(3, caller));
        generator.next();

        generator.close();

        expectDiary(
                "the innermost is closed first",
                "open 3",
                "open 2",
                "open 1",
                "close 1",
                "close 2",
                "close 3");
    }

    private void open(int resource, Caller<Integer> caller) {
        diary.add("open " + resource);
        try (AutoCloseable _ = () -> diary.add("close " + resource)) {
            if (resource == 1) {
                caller.yield(1);
            } else {
                open(resource - 1, caller);
            }
        } catch (Exception e) {
            diary.add("caught " + e);
        }
    }

    @Test
    void theExitIsNotCaughtAsAFailure() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    for (int attempt = 0; attempt < 10; attempt++) {
                        try {
                            caller.yield(attempt);
                        } catch (Exception e) {
                            diary.add("caught " + e + ", and tries again");
                        }
                    }
                });
        generator.next();

        refusal("close()", generator::close);

        expectDiary(
                "catch (Exception e) is for failures, and an exit is none", "close() went through");
    }

    @Test
    void aBodyMayReturnWhenItIsClosed() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } catch (GeneratorExit exit) {
                        diary.add("exit");
                    }
                });
        generator.next();

        generator.close();

        expectDiary("the body returns, and that is as good an end as any", "exit");
        expectEnded(generator, "after close()");
    }

    @Test
    void whatHasNextHasFoundIsGoneAfterClosing() throws Exception {
        var generator = generator(this::cleaningUp);
        generator.hasNext();

        generator.close();

        expectEnded(generator, "after close()");
        expectDiary("the body waits at its first yield", "clean up");
    }

    @Test
    void closedBeforeItHasBegunNothingOfItRuns() throws Exception {
        var generator = generator(this::cleaningUp);

        generator.close();

        expectEnded(generator, "after close()");
        expectDiary("the body was never begun");
    }

    @Test
    void closingIsRepeatable() throws Exception {
        var generator = generator(this::cleaningUp);
        generator.next();

        generator.close();
        generator.close();

        expectDiary("the second close() finds it ended", "clean up");
    }

    @Test
    void closingAfterTheEndDoesNothing() throws Exception {
        var generator = generator(this::cleaningUp);
        generator.forEachRemaining(value -> {});

        generator.close();

        expectDiary("it has come to its end before", "went on", "clean up");
    }

    @Test
    void leavingALoopEarlyClosesItWithTryWithResources() throws Exception {
        try (var generator = generator(this::cleaningUp)) {
            for (var value : generator) {
                diary.add("saw " + value);
                break;
            }
        }

        expectDiary("try-with-resources closes it", "saw 1", "clean up");
    }

    @Test
    void anotherExceptionDuringCloseReachesTheCloser() throws Exception {
        var failure = new IllegalStateException("cannot clean up");
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } finally {
                        fail(failure);
                    }
                });
        generator.next();

        assertThatThrownBy(generator::close, "close(), when the body fails in its finally")
                .isSameAs(failure);
        expectEnded(generator, "after a failure during close()");
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    @Test
    void yieldingDuringCloseIsAnError() throws Exception {
        var generator =
                generator((Caller<Integer> caller) -> {
                    try {
                        caller.yield(1);
                    } finally {
                        diary.add("will yield in finally");
                        caller.yield(2);
                        diary.add("went on in finally");
                    }
                });
        generator.next();

        assertThatThrownBy(generator::close, "close(), when the body yields in its finally")
                .isInstanceOf(IllegalStateException.class);

        generator.close();
        expectDiary(
                "the second close() lets an exit come out of the second yield",
                "will yield in finally");
        expectEnded(generator, "after the second close()");
    }

    @Test
    @Deadline(seconds = 30)
    void whatNobodyRefersToIsCollectedAndItsFinallyDoesNotRun() throws Exception {
        var held = forgottenInTheMiddle();

        background.await(
                "a generator that nobody refers to is collected; something of yours refers to it",
                () -> {
                    System.gc();
                    return held.get() == null;
                });
        expectDiary("Java's garbage collector runs no finally blocks");
    }

    private WeakReference<Object> forgottenInTheMiddle() throws Exception {
        var held = new Object();
        var weakly = new WeakReference<>(held);
        create(holding(held)).next();
        return weakly;
    }

    private Body<Integer> holding(Object held) {
        return caller -> {
            try {
                caller.yield(1);
                caller.yield(held.hashCode());
            } finally {
                diary.add("clean up");
            }
        };
    }
}

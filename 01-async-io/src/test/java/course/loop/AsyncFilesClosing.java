package course.loop;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.kit.Patience;
import course.kit.failure.Stacks;
import course.loop.Reading.Form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** The end of all reads. */
abstract class AsyncFilesClosing extends AsyncFilesExamples {
    AsyncFilesClosing(
            Candidate<AsyncFiles> candidate, Candidate<EventLoop> loops, Background background)
            throws Exception {
        super(candidate, loops, background);
    }

    /** Who closes. */
    enum Closer {
        THE_LOOP("the loop's thread"),
        ANOTHER_THREAD("another thread"),
        A_VIRTUAL_THREAD("a virtual thread");

        private final String told;

        Closer(String told) {
            this.told = told;
        }
    }

    private void close(Closer closer) throws Exception {
        var expectation = "close() returns at once, called by " + closer.told;
        switch (closer) {
            case THE_LOOP ->
                    loop.does(
                            expectation,
                            () ->
                                    loop.calling(
                                            "close",
                                            () -> {
                                                files.close();
                                                return null;
                                            }));
            case ANOTHER_THREAD -> {
                var other = background.start(closer.told, files::close);
                background.await(expectation, other::hasEnded);
            }
            case A_VIRTUAL_THREAD -> {
                var other =
                        background.start(
                                closer.told, () -> Thread.ofVirtual().start(files::close).join());
                background.await(expectation, other::hasEnded);
            }
        }
        Example.current().checkBackground();
    }

    @Test
    void closeDoesNotEvenWaitForAWhile() throws Exception {
        var slow = fifo();
        reading(slow.path()).asksForChunks();
        loop.awaitOpening();

        var other = background.start("another thread", files::close);
        var waits = new StackTraceElement[0];
        var until = System.nanoTime() + Patience.limit().toNanos();
        while (!other.hasEnded() && waits.length == 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(1_000_000);
            if (other.thread().getState() == Thread.State.TIMED_WAITING) {
                waits = other.thread().getStackTrace();
            }
        }

        slow.close();
        if (waits.length > 0) {
            throw new AssertionError(
                    "close() ends all threads without waiting for them, not even with a limit, but while a file was being opened it waited %s"
                            .formatted(Stacks.whereabouts(waits).orElse("in no lesson code")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onceClosedByACallbackItCannotBeReadByThatCallbackAnyMore(Form form) throws Exception {
        var letter = folder.file("letter.txt", "hello");
        var late = reading(letter);
        var thrown = new AtomicReference<Throwable>();
        reading(letter)
                .doingAtTheLast(() -> {
                    files.close();
                    try {
                        late.asksOnTheLoop(form);
                    } catch (Throwable t) {
                        thrown.set(t);
                    }
                })
                .asks(form)
                .succeeds();
        loop.does("the callback returns", () -> {});

        Refusal.check(
                IllegalStateException.class,
                late.call(),
                "the same callback has called close before",
                thrown.get());
    }

    @Test
    void closeTakesBackWhatIsUnderWay() throws Exception {
        var film = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var reading = reading(film).doingAtTheFirstChunk(files::close).asksForChunks();
        loop.await("the first chunk arrives", () -> reading.bytes() > 0);

        reading.hearsNothingElse();

        reading.expectHeard(List.of("chunk"), "nothing arrives after close");
        reading.expectOver("close was called");
        TestFolder.awaitClosed(film, "after close", background);
    }

    @ParameterizedTest
    @EnumSource
    void closeTakesBackWhatHasBeenPostedAlready(Form form) throws Exception {
        var file = folder.file("letter.txt", "hello");
        var reading = reading(file);

        loop.does(
                "the call and close return",
                () -> {
                    reading.asksOnTheLoop(form);
                    loop.awaitRest(); // now the message is in the queue, behind this one
                    files.close();
                });

        reading.hearsNothingElse();
        reading.expectHeard(List.of(), "nothing arrives after close on the loop's thread");
        reading.expectOver("close was called");
        TestFolder.awaitClosed(file, "after close", background);
    }

    @Test
    void closeTakesBackWhatWaitsForItsTurn() throws Exception {
        var film = folder.file("film", TestFolder.bytes(3 * AsyncFiles.CHUNK));
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 100; i++) {
            readings.add(reading(film));
        }

        loop.does(
                "100 calls return, and close",
                () -> {
                    loop.holdBackWhoPosts();
                    for (var i = 0; i < 100; i++) {
                        readings.get(i).asksOnTheLoop(Form.values()[i % 2]);
                    }
                    loop.awaitRest(); // now the threads are about to post, and the others wait
                    files.close();
                });
        loop.letThemPost();

        readings.getFirst().hearsNothingElse();
        for (var reading : readings) {
            reading.expectHeard(List.of(), "nothing arrives after close on the loop's thread");
        }
        readings.getLast().expectOver("close was called");
        expectNoThreads();
        TestFolder.awaitClosed(film, "after close", background);
    }

    @ParameterizedTest
    @EnumSource
    void closeTakesBackAFileWhoseNextPartWaitsForItsTurn(Closer closer) throws Exception {
        var film = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var reading = readingWhoseNextPartWaits(film);

        close(closer);
        loop.letThemPost();

        expectNoThreads();
        reading.hearsNothingElse();
        reading.expectHeard(List.of("chunk"), "nothing arrives after close");
        TestFolder.awaitClosed(
                film,
                "after close, which came while its next part waited for a thread",
                background);
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsTheThreads(Closer closer) throws Exception {
        reading(folder.file("letter.txt", "hello")).asks().succeeds();
        reading(folder.file("other.txt", "hello")).asksForChunks().succeeds();

        close(closer);

        expectNoThreads();
        expectRefusals();
    }

    private void expectNoThreads() {
        background.await(
                "after close, the threads that read files end (shut down what has started them)",
                () -> loop.candidatesThreads().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void closeDoesNotWaitForAFileThatIsBeingOpened(Closer closer) throws Exception {
        var slow = fifo();
        var reading = reading(slow.path()).asksForChunks();
        loop.awaitOpening();

        close(closer);
        close(closer); // which has nothing more to do, and does not wait either

        expectTheEndOf(slow, reading);
        TestFolder.awaitClosed(slow.path(), "after close", background);
    }

    @ParameterizedTest
    @EnumSource
    void openedAfterCloseAFileIsGivenBack(Closer closer) throws Exception {
        var opening = new Opening(Form.READ_IN_CHUNKS);

        close(closer);
        opening.letGo();

        expectNoThreads();
        opening.reading.hearsNothingElse();
        opening.reading.expectHeard(List.of(), "nothing arrives after close");
        opening.reading.expectOver("close was called");
        TestFolder.awaitClosed(opening.real, "when it is opened after close", background);
    }

    @ParameterizedTest
    @EnumSource
    void closeDoesNotWaitForAFileThatIsBeingRead(Form form) throws Exception {
        var slow = fifo();
        var reading = reading(slow.path()).asks(form);
        awaitOpening(slow, reading);
        Assumptions.assumeFalse(reading.isOver(), "this way of reading knows no pipes");

        close(Closer.THE_LOOP);

        expectTheEndOf(slow, reading);
    }

    private void expectTheEndOf(Fifo slow, Reading reading) throws Exception {
        slow.close();
        expectNoThreads();
        reading.hearsNothingElse();
        reading.expectHeard(List.of(), "nothing arrives after close");
        reading.expectOver("close was called");
    }

    @ParameterizedTest
    @EnumSource(names = "THE_LOOP", mode = EnumSource.Mode.EXCLUDE)
    void closeEndsTheThreadsAlsoAfterTheLoopHasEnded(Closer closer) throws Exception {
        var film = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        reading(film).asksForChunks().succeeds();
        reading(film).doingAtTheFirstChunk(loop::stops).asksForChunks();
        loop.end();

        close(closer);

        expectNoThreads();
        TestFolder.awaitClosed(film, "after close", background);
    }

    @ParameterizedTest
    @EnumSource(names = "THE_LOOP", mode = EnumSource.Mode.EXCLUDE)
    void closeEndsTheThreadsAlsoWhileTheLoopIsBusy(Closer closer) throws Exception {
        var film = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var reading = reading(film);
        reading.doingAtTheFirstChunk(
                        () -> {
                            close(closer);
                            expectNoThreads();
                        })
                .asksForChunks();
        loop.await("the first chunk has been handled", reading::hasHandledItsChunk);

        reading.hearsNothingElse();
        reading.expectHeard(List.of("chunk"), "no chunk is read after close");
        TestFolder.awaitClosed(film, "after close", background);
    }

    @Test
    void afterCloseNothingCanBeRead() throws Exception {
        var letter = folder.file("letter.txt", "hello");
        reading(letter).asks().succeeds();
        loop.does("close returns", files::close);
        loop.does("close returns the second time", files::close);

        expectRefusals();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNeverUsedCanBeClosed(Closer closer) throws Exception {
        close(closer);
        close(closer);

        expectRefusals();
        expectNoThreads();
    }

    private void expectRefusals() throws Exception {
        for (var form : Form.values()) {
            var reading = reading(folder.file("letter.txt", "hello"));
            var thrown = new Throwable[1];
            loop.does(
                    "a call after close comes back",
                    () -> {
                        try {
                            reading.asksOnTheLoop(form);
                        } catch (Throwable t) {
                            thrown[0] = t;
                        }
                    });
            Refusal.check(
                    IllegalStateException.class, reading.call(), "close was called", thrown[0]);
            reading.hearsNothingElse();
        }
    }

    @Test
    void othersGoOnWhenOneIsClosed() throws Exception {
        var letter = folder.file("letter.txt", "hello");
        var other = create();
        new Reading(loop, other, letter).asks().hears("hello".getBytes());

        loop.does("close returns", files::close);

        for (var form : Form.values()) {
            new Reading(loop, other, letter).asks(form).hears("hello".getBytes());
        }
    }
}

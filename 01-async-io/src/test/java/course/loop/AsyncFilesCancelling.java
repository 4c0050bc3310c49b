package course.loop;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.loop.Reading.Form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Reads that are taken back. */
abstract class AsyncFilesCancelling extends AsyncFilesExamples {
    AsyncFilesCancelling(
            Candidate<AsyncFiles> candidate, Candidate<EventLoop> loops, Background background)
            throws Exception {
        super(candidate, loops, background);
    }

    @ParameterizedTest
    @EnumSource
    void aReadThatIsCancelledBringsNothing(Form form) throws Exception {
        var file = folder.file("letter.txt", "hello");
        var reading = reading(file);

        loop.does(
                "the call and cancel return",
                () -> {
                    reading.asksOnTheLoop(form);
                    reading.expectsToCancel(true, "it is under way");
                });

        reading.hearsNothingElse();
        reading.expectOver("it was cancelled before");
        TestFolder.awaitClosed(file, "when its read has been cancelled", background);
    }

    @ParameterizedTest
    @CsvSource({
        "READ, letter.txt",
        "READ, nothing.txt",
        "READ_IN_CHUNKS, letter.txt",
        "READ_IN_CHUNKS, nothing.txt",
        "READ_IN_CHUNKS, empty.txt"
    })
    void cancelTakesBackWhatHasBeenPostedAlready(Form form, String name) throws Exception {
        folder.file("letter.txt", "hello");
        folder.file("empty.txt", "");
        var file = folder.path().resolve(name);
        var reading = reading(file);

        loop.does(
                "the call and cancel return",
                () -> {
                    reading.asksOnTheLoop(form);
                    loop.awaitRest(); // now the message is in the queue, behind this one
                    reading.expectsToCancel(true, "no message of it has arrived");
                });

        reading.hearsNothingElse();
        TestFolder.awaitClosed(file, "when its read has been cancelled", background);
    }

    @ParameterizedTest
    @CsvSource({
        "READ, letter.txt",
        "READ, nothing.txt",
        "READ_IN_CHUNKS, letter.txt",
        "READ_IN_CHUNKS, nothing.txt",
        "READ_IN_CHUNKS, empty.txt"
    })
    void whatHasArrivedCannotBeCancelled(Form form, String name) throws Exception {
        folder.file("letter.txt", "hello");
        folder.file("empty.txt", "");
        var reading = reading(folder.path().resolve(name));
        reading.doingAtTheLast(
                        () -> reading.expectsToCancel(false, "its last message is being handled"))
                .asks(form)
                .awaitsTheLastMessage();

        reading.expectOver("its last message has arrived");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void cancelEndsTheChunks(int number) throws Exception {
        var file = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var reading = reading(file);
        reading.doingAtChunk(number, () -> reading.expectsToCancel(true, "chunk is being handled"))
                .asksForChunks();

        loop.await("chunk %s arrives".formatted(number), reading::isCancelled);
        reading.hearsNothingElse();

        reading.expectOver("it was cancelled before");
        TestFolder.awaitClosed(file, "when its read has been cancelled", background);
    }

    @Test
    void cancelledAtTheLastChunkItHasNoEnd() throws Exception {
        var reading = reading(folder.file("letter.txt", "hello"));
        reading.doingAtTheFirstChunk(() -> reading.expectsToCancel(true, "its end has not come"))
                .asksForChunks();

        loop.await("the chunk arrives", reading::isCancelled);
        reading.hearsNothingElse();

        reading.expectHeard(List.of("chunk"), "cancelled in its last chunk, a read has no end");
    }

    @Test
    void cancelledBetweenTwoChunksItEnds() throws Exception {
        var file = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var reading = reading(file);
        reading.doingAtTheFirstChunk(() ->
                        loop.loop()
                                .post(() -> {
                                    loop.awaitRest(); // now the next chunk is in the queue
                                    reading.expectsToCancel(true, "it is between two chunks");
                                }))
                .asksForChunks();

        loop.await("the first chunk arrives", reading::isCancelled);
        reading.hearsNothingElse();

        reading.expectHeard(List.of("chunk"), "no message arrives any more after cancel");
        TestFolder.awaitClosed(file, "when its read has been cancelled", background);
    }

    @Test
    void cancelledWhileItsNextPartWaitsForItsTurnItEnds() throws Exception {
        var film = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var reading = readingWhoseNextPartWaits(film);

        loop.does(
                "cancel returns at once",
                () -> reading.expectsToCancel(true, "its end is to come"));
        loop.letThemPost();

        reading.hearsNothingElse();
        reading.expectHeard(List.of("chunk"), "no message arrives any more after cancel");
        TestFolder.awaitClosed(
                film, "when its read has been cancelled while it waited for a thread", background);
    }

    @ParameterizedTest
    @EnumSource
    void cancelledWhileTheFileIsOpenedItIsGivenBack(Form form) throws Exception {
        var slow = fifo();
        var reading = reading(slow.path()).asks(form);
        loop.awaitOpening();

        loop.does(
                "cancel returns at once, though the file is still being opened",
                () -> reading.expectsToCancel(true, "the file is being opened"));

        expectGivenBack(slow, reading);
    }

    @ParameterizedTest
    @EnumSource
    void cancelledWhileTheFileIsReadItIsGivenBack(Form form) throws Exception {
        var slow = fifo();
        var reading = reading(slow.path()).asks(form);
        awaitOpening(slow, reading);
        Assumptions.assumeFalse(reading.isOver(), "this way of reading knows no pipes");

        loop.does(
                "cancel returns at once, though the file is still being read",
                () -> reading.expectsToCancel(true, "the file is being read"));

        expectGivenBack(slow, reading);
    }

    @ParameterizedTest
    @EnumSource
    void openedAfterItWasCancelledAFileIsGivenBack(Form form) throws Exception {
        var opening = new Opening(form);

        loop.does(
                "cancel returns at once, though the file is still being opened",
                () -> opening.reading.expectsToCancel(true, "the file is being opened"));
        opening.letGo();

        opening.reading.hearsNothingElse();
        TestFolder.awaitClosed(
                opening.real, "when it is opened after its read was cancelled", background);
    }

    private void expectGivenBack(Fifo slow, Reading reading) throws Exception {
        slow.close();
        reading.hearsNothingElse();
        TestFolder.awaitClosed(slow.path(), "when its read has been cancelled", background);
        reading(folder.file("letter.txt", "hello")).asks().hears("hello".getBytes());
    }

    /** Whose threads may be at work for other files by then. */
    @ParameterizedTest
    @EnumSource
    void cancelledAfterItWasReadItLeavesTheNextOnesAlone(Form form) throws Exception {
        var mayOpen = new CountDownLatch(1);
        Example.current().closesAtEnd(mayOpen::countDown);
        var letter = folder.file("letter.txt", "hello");
        var film =
                odd("film", "a film".getBytes())
                        .doingAtOpening(() -> awaitWhateverInterrupts(mayOpen));
        var early = new ArrayList<Reading>();
        var next = new ArrayList<Reading>();
        for (var i = 0; i < AsyncFiles.MOST_THREADS; i++) {
            early.add(reading(letter));
            next.add(reading(film.path()));
        }

        loop.does(
                "the calls and cancel return",
                () -> {
                    early.forEach(one -> one.asksOnTheLoop(form));
                    loop.awaitRest(); // now all letters are read, and their messages in the queue
                    next.forEach(one -> one.asksOnTheLoop(form));
                    loop.awaitRest(); // now the film is being opened
                    early.forEach(one -> one.expectsToCancel(true, "no message has arrived"));
                });
        mayOpen.countDown();

        for (var reading : next) {
            reading.isReadThoughOthersWereCancelled("a film".getBytes());
        }
    }

    /** A thread that stands in a call of the system still works for its read. */
    @ParameterizedTest
    @EnumSource
    void cancelledWhileTheirFileIsOpenedTheyStillTakeTheirThreads(Form form) throws Exception {
        var mayOpen = new CountDownLatch(1);
        Example.current().closesAtEnd(mayOpen::countDown);
        var film =
                odd("film", "a film".getBytes())
                        .doingAtOpening(() -> awaitWhateverInterrupts(mayOpen));
        var cancelled = new ArrayList<Reading>();
        var next = new ArrayList<Reading>();
        for (var i = 0; i < 2 * AsyncFiles.MOST_THREADS; i++) {
            cancelled.add(reading(film.path()));
            next.add(reading(film.path()));
        }
        loop.does("the calls return", () -> cancelled.forEach(one -> one.asksOnTheLoop(form)));
        loop.awaitRest();

        loop.does(
                "cancel and the next calls return",
                () -> {
                    cancelled.forEach(Reading::cancelsOnTheLoop);
                    next.forEach(one -> one.asksOnTheLoop(form));
                });
        loop.awaitRest();

        var opening = film.opening();
        mayOpen.countDown();
        next.forEach(Reading::awaitsTheLastMessage);
        if (opening > AsyncFiles.MOST_THREADS) {
            throw new AssertionError(
                    "%s reads were cancelled while their file was being opened, and as many were asked for; then %s threads were opening the file; at most %s may work for reads, and one that stands in a call of the system works on, though its read was cancelled"
                            .formatted(next.size(), opening, AsyncFiles.MOST_THREADS));
        }
    }

    @Test
    void whatIsCancelledLeavesTheOthersAlone() throws Exception {
        var content = TestFolder.bytes(3 * AsyncFiles.CHUNK);
        var film = folder.file("film", content);
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 30; i++) {
            readings.add(reading(film));
        }

        loop.does(
                "30 calls return, and cancel of every third",
                () -> {
                    for (var i = 0; i < 30; i++) {
                        readings.get(i).asksOnTheLoop(Form.values()[i % 2]);
                    }
                    for (var i = 0; i < 30; i += 3) {
                        readings.get(i).expectsToCancel(true, "it is under way");
                    }
                });

        for (var i = 0; i < 30; i++) {
            if (i % 3 > 0) {
                readings.get(i).hears(content);
            }
        }
        readings.getFirst().hearsNothingElse();
        TestFolder.awaitClosed(film, "when all its reads are over", background);
    }
}

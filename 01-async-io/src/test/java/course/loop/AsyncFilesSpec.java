package course.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ofSeconds;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.kit.Example;
import course.kit.Exercise;
import course.kit.Given;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

@Exercise(id = "1.3", title = "AsyncFiles", section = "异步IO")
class AsyncFilesSpec {
    private static final int MEGABYTE = 1024 * 1024;

    private final Background background;
    private final TestFolder folder;
    private final LoopThread loop;
    private final AsyncFiles files;

    AsyncFilesSpec(
            Candidate<AsyncFiles> candidate,
            @Given Candidate<EventLoop> loops,
            Background background)
            throws Exception {
        this.background = background;
        folder = Example.current().closesAtEnd(new TestFolder());
        loop = new LoopThread(loops, background);
        files = candidate.create(loop.loop());
    }

    private Reading reading(Path file) {
        return new Reading(loop, files, file);
    }

    @Test
    void theContentArrivesAsAMessage() throws Exception {
        var letter = folder.file("letter.txt", "hello");

        var reading = reading(letter).asks();

        reading.hears("hello".getBytes());
    }

    @Test
    void eachReadBringsOneMessage() throws Exception {
        var reading = reading(folder.file("letter.txt", "hello")).asks();

        reading.succeeds().hearsNothingElse();

        assertThat(reading.heard()).as("the messages of one read").containsExactly("done");
    }

    @Test
    void anEmptyFileIsNoBytes() throws Exception {
        var reading = reading(folder.file("empty.txt", "")).asks();

        reading.hears(new byte[0]);
    }

    @Test
    void theCallReturnsBeforeTheReadIsDone() throws Exception {
        var slow = fifo();
        var reading = reading(slow.path());

        loop.does(
                "read(slow) returns at once (nobody writes to this named pipe yet, so whoever"
                        + " opens or reads it has to wait; let another thread do that)",
                reading::asksOnTheLoop);

        awaitOpening(slow, reading);
        slow.close();
        reading.awaitsTheLastMessage();
    }

    @Test
    void otherMessagesAreProcessedWhileAFileIsRead() throws Exception {
        var slow = fifo();
        var reading = reading(slow.path()).asks();

        expectThatTheLoopGoesOn();
        awaitOpening(slow, reading);
        expectThatTheLoopGoesOn();
        slow.writes("half a file");
        expectThatTheLoopGoesOn();

        slow.close();
        reading.awaitsTheLastMessage();
    }

    private void awaitOpening(Fifo slow, Reading reading) {
        slow.opensInTheBackground(background);
        loop.await("read(slow) opens the file", () -> slow.isOpen() || reading.isOver());
    }

    private void expectThatTheLoopGoesOn() throws Exception {
        loop.does(
                "other messages are processed while a slow file is read; the loop's own thread must"
                        + " not open or read it, not even in a later message",
                () -> {});
    }

    @Test
    void aMissingFileFailsByAMessage() throws Exception {
        var reading = reading(folder.missing("nothing.txt")).asks();

        reading.fails(NoSuchFileException.class);
        reading.hearsNothingElse();
    }

    @Test
    void aDirectoryFailsByAMessage() throws Exception {
        var reading = reading(folder.directory("folder")).asks();

        reading.fails(IOException.class);
    }

    @Test
    void aFileThatMayNotBeReadFailsByAMessage() throws Exception {
        var reading = reading(folder.forbidden()).asks();

        reading.fails(AccessDeniedException.class);
    }

    @Test
    void aFileThatBreaksWhileItIsReadFailsByAMessage() throws Exception {
        var whole = reading(TestFolder.broken()).asks();
        var inChunks = reading(TestFolder.broken()).asksForChunks();

        whole.fails(IOException.class);
        inChunks.fails(IOException.class);
    }

    @Test
    void afterAFailureOtherFilesAreReadAsBefore() throws Exception {
        for (var i = 0; i < 20; i++) {
            reading(folder.missing("nothing" + i)).asks().fails(IOException.class);
        }

        reading(folder.file("letter.txt", "hello")).asks().hears("hello".getBytes());
    }

    @Test
    void aHundredReadsAreUnderWayAtOnce() throws Exception {
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 100; i++) {
            readings.add(reading(folder.file("letter" + i, "content " + i)));
        }

        loop.does("100 calls of read return", () -> readings.forEach(Reading::asksOnTheLoop));

        for (var i = 0; i < 100; i++) {
            readings.get(i).hears(("content " + i).getBytes());
        }
    }

    @Test
    void aHundredReadsDoNotTakeAHundredThreads() throws Exception {
        var letter = folder.file("letter.txt", "hello");
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 100; i++) {
            readings.add(reading(letter));
        }
        loop.holdBackWhoPosts();
        loop.does("100 calls of read return", () -> readings.forEach(Reading::asksOnTheLoop));
        loop.awaitRest();

        var threads = loop.candidatesThreads().size();
        loop.letThemPost();

        readings.forEach(Reading::succeeds);
        assertThat(threads)
                .withFailMessage(
                        "100 reads were under way, and had %s threads at work; at most %s may be:"
                                + " use a pool of a fixed size",
                        threads, AsyncFiles.MOST_THREADS)
                .isLessThanOrEqualTo(AsyncFiles.MOST_THREADS);
    }

    @Test
    void aFileOfSomeMegabytesArrivesWhole() throws Exception {
        var content = TestFolder.bytes(8 * MEGABYTE + 7);

        var reading = reading(folder.file("film", content)).asks();

        reading.hears(content);
    }

    @Test
    void chunksArriveInOrderAndThenTheEnd() throws Exception {
        var content = TestFolder.bytes(MEGABYTE + 7);

        var reading = reading(folder.file("film", content)).asksForChunks();

        reading.hears(content).hearsNothingElse();
        assertThat(reading.heard().getLast()).as("the last message").isEqualTo("end");
    }

    @Test
    void anEmptyFileHasNoChunk() throws Exception {
        var reading = reading(folder.file("empty.txt", "")).asksForChunks();

        reading.succeeds();

        assertThat(reading.heard()).as("the messages for an empty file").containsExactly("end");
    }

    @Test
    void chunksOfAMissingFileFailByAMessage() throws Exception {
        var reading = reading(folder.missing("nothing.txt")).asksForChunks();

        reading.fails(NoSuchFileException.class);

        reading.hearsNothingElse();
    }

    @Test
    void chunksOfADirectoryFailByAMessage() throws Exception {
        reading(folder.directory("folder")).asksForChunks().fails(IOException.class);
    }

    @Test
    void theNextChunkIsReadWhenTheLastHasBeenHandled() throws Exception {
        var size = 20 * AsyncFiles.CHUNK;
        var file = folder.file("film", "a".repeat(size));
        var firstChunk = new long[1];
        var reading = reading(file);
        reading.doingAtTheFirstChunk(
                        () -> {
                            firstChunk[0] = reading.bytes();
                            loop.awaitRest(); // what is read too early, is read now
                            Files.writeString(file, "b".repeat(size), StandardOpenOption.WRITE);
                        })
                .asksForChunks();

        reading.succeeds();

        var readTooEarly = reading.count('a') - firstChunk[0];
        assertThat(readTooEarly)
                .withFailMessage(
                        "while the first chunk was being handled, %,d more bytes were read; the"
                                + " next chunk must be read after chunk has returned",
                        readTooEarly)
                .isZero();
    }

    @Test
    void betweenTwoChunksOtherMessagesAreProcessed() throws Exception {
        var file = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var heardBefore = new ArrayList<String>();
        var reading = reading(file);
        reading.doingAtTheFirstChunk(
                        () -> loop.loop().post(() -> heardBefore.addAll(reading.heardSoFar())))
                .asksForChunks();

        reading.succeeds();

        assertThat(heardBefore)
                .as("what had arrived when a message came that was posted at the first chunk")
                .containsExactly("chunk");
    }

    @Test
    @Deadline(seconds = 60)
    void twoHundredMegabytesNeedNoTwoHundredMegabytesOfMemory() throws Exception {
        var film = folder.ofZeroes("film", 200L * MEGABYTE);
        var before = usedMegabytes();
        var used = new AtomicLong();
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 3; i++) {
            readings.add(reading(film).countingOnly());
        }
        readings.getFirst()
                .doingAtTheFirstChunk(() -> {
                    loop.awaitRest(ofSeconds(20)); // what is read too early, is read now
                    used.set(usedMegabytes() - before);
                });
        loop.does(
                "readInChunks(film) returns at once, three times",
                ofSeconds(20),
                () -> readings.forEach(Reading::asksForChunksOnTheLoop));
        loop.awaitRest(ofSeconds(20)); // to read all before the first chunk takes seconds

        readings.forEach(Reading::succeeds);

        assertThat(used.get())
                .withFailMessage(
                        "while a first chunk of 200 MB was being handled, %s MB were in memory; one"
                                + " chunk for each of the 3 reads is enough",
                        used.get())
                .isLessThan(100);
        assertThat(readings)
                .allSatisfy(reading ->
                        assertThat(reading.bytes())
                                .as("bytes of 200 MB that have arrived")
                                .isEqualTo(200L * MEGABYTE));
    }

    /** The memory that is in use and not only waits to be collected. */
    private static long usedMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    @Test
    void aFileThatIsRemovedWhileItIsReadIsReadToItsEnd() throws Exception {
        Assumptions.assumeFalse(
                System.getProperty("os.name").startsWith("Windows"),
                "Windows does not remove files that are open");
        var content = TestFolder.bytes(5 * AsyncFiles.CHUNK);
        var file = folder.file("film", content);

        var reading = reading(file).doingAtTheFirstChunk(() -> Files.delete(file)).asksForChunks();

        reading.hears(content);
    }

    @Test
    void aFileThatIsCutOffWhileItIsReadEndsThere() throws Exception {
        var content = TestFolder.bytes(10 * AsyncFiles.CHUNK);
        var file = folder.file("film", content);
        var reading = reading(file).doingAtTheFirstChunk(() -> cutOff(file)).asksForChunks();

        reading.hears(Arrays.copyOf(content, 2 * AsyncFiles.CHUNK));
    }

    private static void cutOff(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(2 * AsyncFiles.CHUNK);
        }
    }

    @Test
    void whatIsAddedToAFileWhileItIsReadArrivesToo() throws Exception {
        var content = TestFolder.bytes(5 * AsyncFiles.CHUNK);
        var file = folder.file("film", Arrays.copyOf(content, 2 * AsyncFiles.CHUNK));
        var rest = ByteBuffer.wrap(content).position(2 * AsyncFiles.CHUNK);

        var reading = reading(file).doingAtTheFirstChunk(() -> append(file, rest)).asksForChunks();

        reading.hears(content);
    }

    private static void append(Path file, ByteBuffer bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            channel.write(bytes);
        }
    }

    @Test
    void aReadThatIsCancelledBringsNothing() throws Exception {
        var reading = reading(folder.file("letter.txt", "hello"));
        var cancelled = new boolean[1];

        loop.does(
                "read and cancel return",
                () -> {
                    reading.asksOnTheLoop();
                    cancelled[0] = reading.cancelsOnTheLoop();
                });

        assertThat(cancelled[0]).as("what cancel of a read that is under way returns").isTrue();
        reading.hearsNothingElse();
        assertThat(reading.cancels()).as("what cancel returns the second time").isFalse();
    }

    @Test
    void cancelTakesBackWhatHasBeenPostedAlready() throws Exception {
        var reading = reading(folder.file("letter.txt", "hello"));
        var cancelled = new boolean[1];

        loop.does(
                "read and cancel return",
                () -> {
                    reading.asksOnTheLoop();
                    loop.awaitRest(); // now the message is in the queue, behind this one
                    cancelled[0] = reading.cancelsOnTheLoop();
                });

        assertThat(cancelled[0])
                .as("what cancel returns as long as no message has arrived")
                .isTrue();
        reading.hearsNothingElse();
    }

    @Test
    void whatHasArrivedCannotBeCancelled() throws Exception {
        var whole = reading(folder.file("letter.txt", "hello")).asks();
        var failing = reading(folder.missing("nothing.txt")).asks();
        var inChunks = reading(folder.file("empty.txt", "")).asksForChunks();
        whole.succeeds();
        failing.fails(IOException.class);
        inChunks.succeeds();

        for (var reading : List.of(whole, failing, inChunks)) {
            assertThat(reading.cancels())
                    .as("what cancel returns when %s is over", reading.call())
                    .isFalse();
        }
    }

    @Test
    void cancelEndsTheChunks() throws Exception {
        var file = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var cancelled = new boolean[1];
        var reading = reading(file);
        reading.doingAtTheFirstChunk(() -> cancelled[0] = reading.cancelsOnTheLoop())
                .asksForChunks();

        loop.await("the first chunk arrives", () -> reading.bytes() > 0);
        reading.hearsNothingElse();

        assertThat(cancelled[0]).as("what cancel returns between two chunks").isTrue();
        TestFolder.awaitClosed(file, "when its read has been cancelled", background);
    }

    @Test
    void aChunkThatCannotBeHandledEndsItsReadAndNoOther() throws Exception {
        var file = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var failing =
                reading(file)
                        .doingAtTheFirstChunk(() -> {
                            throw new IllegalStateException("the disk is full");
                        });
        var other = reading(file);
        loop.expectsAFailure();

        loop.does(
                "readInChunks returns",
                () -> {
                    failing.asksForChunksOnTheLoop();
                    other.asksForChunksOnTheLoop();
                });

        assertThat(loop.awaitFailure("the loop reports what the receiver of a chunk throws"))
                .hasMessage("the disk is full");
        other.succeeds();
        failing.hearsNothingElse();
        TestFolder.awaitClosed(file, "when all its reads are over", background);
    }

    @Test
    void afterTheEndTheFileIsClosed() throws Exception {
        var film = folder.file("film", TestFolder.bytes(3 * AsyncFiles.CHUNK));
        var letter = folder.file("letter.txt", "hello");

        reading(film).asksForChunks().succeeds();
        reading(letter).asks().succeeds();

        TestFolder.awaitClosed(film, "after the end of its chunks", background);
        TestFolder.awaitClosed(letter, "after done", background);
    }

    @Test
    void closeTakesBackWhatIsUnderWay() throws Exception {
        var film = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var reading = reading(film).doingAtTheFirstChunk(files::close).asksForChunks();
        loop.await("the first chunk arrives", () -> reading.bytes() > 0);

        reading.hearsNothingElse();

        assertThat(reading.heard()).as("what arrived until close").containsExactly("chunk");
        TestFolder.awaitClosed(film, "after close", background);
    }

    @Test
    void closeEndsTheThreads() throws Exception {
        reading(folder.file("letter.txt", "hello")).asks().succeeds();

        loop.does("close returns", files::close);

        loop.await(
                "after close, the threads that read files end (shut down what has started them)",
                () -> loop.candidatesThreads().isEmpty());
    }

    @Test
    void afterCloseNothingCanBeRead() throws Exception {
        var letter = folder.file("letter.txt", "hello");
        reading(letter).asks().succeeds();
        loop.does("close returns", files::close);
        loop.does("close returns the second time", files::close);

        for (var call :
                List.<LoopThread.Action>of(
                        reading(letter)::asksOnTheLoop, reading(letter)::asksForChunksOnTheLoop)) {
            assertThatThrownBy(
                            () -> loop.does("a call after close comes back", call),
                            "a read after close")
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private Fifo fifo() throws Exception {
        return Example.current().closesAtEnd(Fifo.create(folder.path().resolve("slow")));
    }
}

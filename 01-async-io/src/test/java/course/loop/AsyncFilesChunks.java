package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofSeconds;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Files in parts. */
abstract class AsyncFilesChunks extends AsyncFilesExamples {
    AsyncFilesChunks(
            Candidate<AsyncFiles> candidate, Candidate<EventLoop> loops, Background background)
            throws Exception {
        super(candidate, loops, background);
    }

    @Test
    void chunksArriveInOrderAndThenTheEnd() throws Exception {
        var content = TestFolder.bytes(MEGABYTE + 7);

        var reading = reading(folder.file("film", content)).asksForChunks();

        reading.hears(content).hearsNothingElse();
    }

    @Test
    void anEmptyFileHasNoChunk() throws Exception {
        var reading = reading(folder.file("empty.txt", "")).asksForChunks();

        reading.succeeds();

        reading.expectHeard(List.of("end"), "an empty file has no chunk");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theNextChunkIsReadWhenTheLastHasBeenHandled(int number) throws Exception {
        var size = 20 * AsyncFiles.CHUNK;
        var file = folder.file("film", "a".repeat(size));
        var bytesSoFar = new long[1];
        var reading = reading(file);
        reading.doingAtChunk(
                        number,
                        () -> {
                            bytesSoFar[0] = reading.bytes();
                            loop.awaitRest(); // what is read too early, is read now
                            Files.writeString(file, "b".repeat(size), StandardOpenOption.WRITE);
                        })
                .asksForChunks();

        reading.succeeds();

        var readTooEarly = reading.count('a') - bytesSoFar[0];
        assertThat(readTooEarly)
                .withFailMessage(
                        "while chunk %s was being handled, %,d more bytes were read; the"
                                + " next chunk must be read after chunk has returned",
                        number, readTooEarly)
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
                .withFailMessage(
                        "a message that is posted at the first chunk comes before the next one; %s"
                                + " had arrived when it came",
                        heardBefore)
                .containsExactly("chunk");
    }

    @Test
    void betweenTheLastChunkAndTheEndOtherMessagesAreProcessed() throws Exception {
        var heardBefore = new ArrayList<String>();
        var reading = reading(folder.file("letter.txt", "hello"));
        reading.doingAtTheFirstChunk(
                        () -> loop.loop().post(() -> heardBefore.addAll(reading.heardSoFar())))
                .asksForChunks();

        reading.succeeds();

        assertThat(heardBefore)
                .withFailMessage(
                        "a message that is posted at the last chunk comes before the end; %s had"
                                + " arrived when it came",
                        heardBefore)
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
        for (var reading : readings) {
            assertThat(reading.bytes())
                    .withFailMessage(
                            "a film of %s bytes was read, and %s bytes arrived",
                            200L * MEGABYTE, reading.bytes())
                    .isEqualTo(200L * MEGABYTE);
        }
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

    @ParameterizedTest
    @ValueSource(ints = {AsyncFiles.CHUNK, AsyncFiles.CHUNK + 1, 2 * AsyncFiles.CHUNK})
    void aFileThatIsCutOffWhileItIsReadEndsThere(int size) throws Exception {
        var content = TestFolder.bytes(10 * AsyncFiles.CHUNK);
        var file = folder.file("film", content);
        var reading = reading(file).doingAtTheFirstChunk(() -> cutOff(file, size)).asksForChunks();

        reading.hears(Arrays.copyOf(content, size));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, AsyncFiles.CHUNK - 1})
    void cutOffBeforeWhatHasBeenReadItEndsAsWell(int size) throws Exception {
        var content = TestFolder.bytes(10 * AsyncFiles.CHUNK);
        var file = folder.file("film", content);
        var read = new AtomicLong();
        var reading = reading(file);
        reading.doingAtTheFirstChunk(
                        () -> {
                            read.set(reading.bytes());
                            cutOff(file, size);
                        })
                .asksForChunks();

        reading.succeeds();

        reading.hears(Arrays.copyOf(content, Math.max(size, (int) read.get())));
    }

    private static void cutOff(Path file, int size) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    /** The file may have been read to its end when more comes, in the middle of a chunk or not. */
    @ParameterizedTest
    @ValueSource(ints = {1, AsyncFiles.CHUNK - 1, AsyncFiles.CHUNK, 2 * AsyncFiles.CHUNK})
    void whatIsAddedToAFileWhileItIsReadArrivesToo(int size) throws Exception {
        var content = TestFolder.bytes(5 * AsyncFiles.CHUNK);
        var file = folder.file("film", Arrays.copyOf(content, size));
        var rest = ByteBuffer.wrap(content).position(size);

        var reading = reading(file).doingAtTheFirstChunk(() -> append(file, rest)).asksForChunks();

        reading.hears(content);
    }

    private static void append(Path file, ByteBuffer bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            channel.write(bytes);
        }
    }

    static List<Throwable> failures() {
        return AsyncFilesFailing.failures();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aChunkThatCannotBeHandledEndsItsReadAndNoOther(Throwable failure) throws Exception {
        var file = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var failing = reading(file).doingAtChunk(2, () -> Failing.with(failure));
        var other = reading(file);
        loop.expectsAFailure();

        loop.does(
                "readInChunks returns",
                () -> {
                    failing.asksForChunksOnTheLoop();
                    other.asksForChunksOnTheLoop();
                });

        loop.awaitReported(failure, "what the receiver of a chunk throws");
        other.succeeds();
        failing.hearsNothingElse();
        failing.expectHeard(List.of("chunk", "chunk"), "the read ends at the chunk that throws");
        failing.expectOver("its second chunk has thrown");
        TestFolder.awaitClosed(file, "when all its reads are over", background);
    }

    /** What a chunk does before it throws. */
    enum Before {
        CANCELS,
        CLOSES
    }

    @ParameterizedTest
    @EnumSource
    void aChunkMayEndItsReadAndThrowAsWell(Before before) throws Exception {
        var file = folder.file("film", TestFolder.bytes(10 * AsyncFiles.CHUNK));
        var failure = new IllegalStateException("cannot be handled");
        var failing = reading(file);
        failing.doingAtTheFirstChunk(() -> {
            switch (before) {
                case CANCELS -> failing.expectsToCancel(true, "chunk is being handled");
                case CLOSES -> files.close();
            }
            throw failure;
        });
        loop.expectsAFailure();

        failing.asksForChunks();

        loop.awaitReported(failure, "what the receiver of a chunk throws");
        failing.hearsNothingElse();
        failing.expectHeard(List.of("chunk"), "the read ends at the chunk that ends it");
        failing.expectOver("its first chunk has ended it, and thrown");
        TestFolder.awaitClosed(
                file, "when a chunk %s its read and throws".formatted(before), background);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theLastChunkThatCannotBeHandledHasNoEnd(Throwable failure) throws Exception {
        var file = folder.file("letter.txt", "h");
        var failing = reading(file).doingAtTheFirstChunk(() -> Failing.with(failure));
        loop.expectsAFailure();

        failing.asksForChunks();

        loop.awaitReported(failure, "what the receiver of the only chunk throws");
        failing.hearsNothingElse();
        failing.expectHeard(List.of("chunk"), "the read ends at the chunk that throws");
        failing.expectOver("its only chunk has thrown");
        TestFolder.awaitClosed(file, "when its read is over", background);
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
}

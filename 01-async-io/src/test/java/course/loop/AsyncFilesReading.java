package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;
import course.loop.Reading.Form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Files that are read, and a loop that goes on. */
abstract class AsyncFilesReading extends AsyncFilesExamples {
    private static final int THOUSANDS = 2_500;
    private static final int VERY_MANY = 20_000;

    AsyncFilesReading(
            Candidate<AsyncFiles> candidate, Candidate<EventLoop> loops, Background background)
            throws Exception {
        super(candidate, loops, background);
    }

    @Test
    void theContentArrivesAsAMessage() throws Exception {
        var letter = folder.file("letter.txt", "hello");

        var reading = reading(letter).asks();

        reading.hears("hello".getBytes());
    }

    @ParameterizedTest
    @EnumSource
    void eachReadBringsOneMessage(Form form) throws Exception {
        var reading = reading(folder.file("letter.txt", "hello")).asks(form);

        reading.succeeds().hearsNothingElse();

        reading.expectHeard(
                form == Form.READ ? List.of("done") : List.of("chunk", "end"),
                "nothing else may arrive");
    }

    @Test
    void anEmptyFileIsNoBytes() throws Exception {
        var reading = reading(folder.file("empty.txt", "")).asks();

        reading.hears(new byte[0]);
    }

    @ParameterizedTest
    @EnumSource
    void theCallReturnsBeforeTheReadIsDone(Form form) throws Exception {
        var slow = fifo();
        var reading = reading(slow.path());

        loop.does(
                "read(slow) returns at once (nobody writes to this named pipe yet, so whoever"
                        + " opens or reads it has to wait; let another thread do that)",
                () -> reading.asksOnTheLoop(form));

        awaitOpening(slow, reading);
        slow.close();
        reading.awaitsTheLastMessage();
    }

    @ParameterizedTest
    @EnumSource
    void otherMessagesAreProcessedWhileAFileIsRead(Form form) throws Exception {
        var slow = fifo();
        var reading = reading(slow.path()).asks(form);

        expectThatTheLoopGoesOn();
        awaitOpening(slow, reading);
        expectThatTheLoopGoesOn();
        slow.writes("half a file");
        expectThatTheLoopGoesOn();

        slow.close();
        reading.awaitsTheLastMessage();
    }

    private void expectThatTheLoopGoesOn() throws Exception {
        loop.does(
                "other messages are processed while a slow file is read; the loop's own thread must"
                        + " not open or read it, not even in a later message",
                () -> {});
    }

    @ParameterizedTest
    @EnumSource
    void aHundredReadsAreUnderWayAtOnce(Form form) throws Exception {
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 100; i++) {
            readings.add(reading(folder.file("letter" + i, "content " + i)));
        }

        loop.does(
                "100 calls return", () -> readings.forEach(reading -> reading.asksOnTheLoop(form)));

        for (var i = 0; i < 100; i++) {
            readings.get(i).hears(("content " + i).getBytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThereAtOnceArrivesInAsManyMessages(Mixture mixture) throws Exception {
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 20; i++) {
            readings.add(reading(folder.file("letter" + i, "content " + i)));
        }

        loop.does(
                "20 calls return",
                () -> {
                    for (var i = 0; i < 20; i++) {
                        readings.get(i).asksOnTheLoop(mixture.form(i));
                    }
                    loop.awaitRest(); // now there are several results, behind this message
                });

        for (var i = 0; i < 20; i++) {
            readings.get(i).hears(("content " + i).getBytes());
        }
    }

    /** How a hundred files are asked for. */
    enum Mixture {
        READ,
        READ_IN_CHUNKS,
        BOTH;

        Form form(int number) {
            return switch (this) {
                case READ -> Form.READ;
                case READ_IN_CHUNKS -> Form.READ_IN_CHUNKS;
                case BOTH -> Form.values()[number % 2];
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredReadsDoNotTakeAHundredThreads(Mixture mixture) throws Exception {
        var letter = folder.file("letter.txt", "hello");
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 100; i++) {
            readings.add(reading(letter));
        }
        loop.holdBackWhoPosts();
        loop.does(
                "100 calls return",
                () -> {
                    for (var i = 0; i < 100; i++) {
                        readings.get(i).asksOnTheLoop(mixture.form(i));
                    }
                });
        loop.awaitRest();

        var atWork = loop.heldBack();
        loop.letThemPost();

        readings.forEach(Reading::succeeds);
        assertThat(atWork.size())
                .withFailMessage(
                        "100 reads were under way, and %s threads were at work for them, about to"
                            + " post; at most %s may be: use a pool of a fixed size, and one for"
                            + " all reads. They were: %s",
                        atWork.size(), AsyncFiles.MOST_THREADS, atWork.stream().limit(20).toList())
                .isLessThanOrEqualTo(AsyncFiles.MOST_THREADS);
    }

    @Test
    void laterPartsDoNotTakeAHundredThreadsEither() throws Exception {
        var film = folder.file("film", TestFolder.bytes(3 * AsyncFiles.CHUNK));
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 100; i++) {
            readings.add(reading(film));
        }
        loop.does(
                "100 calls return",
                () -> {
                    readings.forEach(Reading::asksForChunksOnTheLoop);
                    loop.awaitRest(); // now the first parts are there, behind this message
                    loop.holdBackWhoPosts();
                });
        loop.awaitRest();

        var atWork = loop.heldBack();
        loop.letThemPost();

        readings.forEach(Reading::succeeds);
        assertThat(atWork.size())
                .withFailMessage(
                        "the first parts of 100 films had arrived, and %s threads were at work for"
                                + " their next ones, about to post; at most %s may be, for all that"
                                + " has to be done. They were: %s",
                        atWork.size(), AsyncFiles.MOST_THREADS, atWork.stream().limit(20).toList())
                .isLessThanOrEqualTo(AsyncFiles.MOST_THREADS);
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfReadsMayWaitForTheirTurn(Form form) throws Exception {
        var odd = odd("letter.txt", "hello".getBytes());
        var call = form == Form.READ ? "read" : "readInChunks";
        loop.holdBackWhoPosts();

        loop.does(
                "%s calls of %s return, and close".formatted(VERY_MANY, call),
                () -> {
                    for (var i = 0; i < VERY_MANY; i++) {
                        loop.calling(call, () -> ask(form, odd.path()));
                    }
                    files.close();
                });

        loop.letThemPost();
        odd.expectNotAskedForInACall();
    }

    private AsyncFiles.Read ask(Form form, Path file) {
        return switch (form) {
            case READ -> files.read(file, content -> {}, why -> {});
            case READ_IN_CHUNKS -> files.readInChunks(file, part -> {}, () -> {}, why -> {});
        };
    }

    @ParameterizedTest
    @EnumSource
    void noCallAsksTheFileSystemItself(Form form) throws Exception {
        var odd = odd("letter.txt", "hello".getBytes());
        var reading = reading(odd.path()).asks(form);

        reading.awaitsTheLastMessage();

        odd.expectNotAskedForInACall();
    }

    @ParameterizedTest
    @EnumSource
    void thousandsOfReadsWaitForTheirTurn(Mixture mixture) throws Exception {
        var odd = odd("letter.txt", "hello".getBytes());
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < THOUSANDS; i++) {
            readings.add(reading(odd.path()));
        }
        loop.holdBackWhoPosts();

        loop.does(
                "%s calls return".formatted(THOUSANDS),
                () -> {
                    for (var i = 0; i < THOUSANDS; i++) {
                        readings.get(i).asksOnTheLoop(mixture.form(i));
                    }
                });

        odd.expectNotAskedForInACall();
        loop.letThemPost();
        readings.forEach(Reading::awaitsTheLastMessage);
    }

    @Test
    void whoPostsIsAtWorkAsWellAsWhoReads() throws Exception {
        var mayOpen = new CountDownLatch(1);
        Example.current().closesAtEnd(mayOpen::countDown);
        var odd = odd("film", new byte[1]).doingAtOpening(mayOpen::await);
        var readings = new ArrayList<Reading>();
        loop.holdBackWhoPosts();
        for (var i = 0; i < 4; i++) {
            readings.add(reading(folder.file("letter.txt", "hello")).asks(Form.values()[i % 2]));
        }
        loop.awaitRest();
        for (var i = 0; i < 20; i++) {
            readings.add(reading(odd.path()).asks(Form.values()[i % 2]));
        }
        loop.awaitRest();

        var posting = loop.heldBack().size();
        var opening = odd.opening();
        mayOpen.countDown();
        loop.letThemPost();

        readings.forEach(Reading::awaitsTheLastMessage);
        assertThat(posting + opening)
                .withFailMessage(
                        "24 reads were under way, and %s threads were at work for them: %s about to"
                                + " open a file, %s about to post a message; at most %s may be,"
                                + " for all that has to be done",
                        posting + opening, opening, posting, AsyncFiles.MOST_THREADS)
                .isLessThanOrEqualTo(AsyncFiles.MOST_THREADS);
    }

    /** Many files of the kernel are made up while they are read. */
    @ParameterizedTest
    @EnumSource
    void aFileThatDoesNotKnowItsSizeArrivesWhole(Form form) throws Exception {
        var version = Path.of("/proc/version");
        Assumptions.assumeTrue(
                Files.isReadable(version) && Files.size(version) == 0,
                "needs a file that has more to say than its size: /proc/version");

        reading(version).asks(form).hears(Files.readAllBytes(version));
    }

    @Test
    void aFileOfSomeMegabytesArrivesWhole() throws Exception {
        var content = TestFolder.bytes(8 * MEGABYTE + 7);

        var reading = reading(folder.file("film", content)).asks();

        reading.hears(content);
    }

    @ParameterizedTest
    @CsvSource({
        "READ, 1",
        "READ, 65535",
        "READ, 65536",
        "READ, 65537",
        "READ_IN_CHUNKS, 1",
        "READ_IN_CHUNKS, 65535",
        "READ_IN_CHUNKS, 65536",
        "READ_IN_CHUNKS, 65537",
        "READ_IN_CHUNKS, 131072"
    })
    void aFileOfAnySizeArrivesWhole(Form form, int size) throws Exception {
        var content = TestFolder.bytes(size);

        var reading = reading(folder.file("film", content)).asks(form);

        reading.hears(content).hearsNothingElse();
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsReadThroughALinkToIt(Form form) throws Exception {
        var content = TestFolder.bytes(3 * AsyncFiles.CHUNK);
        var link =
                Files.createSymbolicLink(
                        folder.path().resolve("link"), folder.file("film", content));

        reading(link).asks(form).hears(content);
    }

    @Test
    void oneFileMayBeReadSeveralTimesAtOnce() throws Exception {
        var content = TestFolder.bytes(3 * AsyncFiles.CHUNK);
        var film = folder.file("film", content);
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < 6; i++) {
            readings.add(reading(film));
        }

        loop.does(
                "six calls return",
                () -> {
                    for (var i = 0; i < 6; i++) {
                        readings.get(i).asksOnTheLoop(Form.values()[i % 2]);
                    }
                });

        for (var reading : readings) {
            reading.hears(content);
        }
    }
}

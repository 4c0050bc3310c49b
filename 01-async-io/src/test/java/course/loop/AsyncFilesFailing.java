package course.loop;

import static java.time.Duration.ofSeconds;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Deadline;
import course.loop.Reading.Form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** What cannot be read, and callbacks that throw. */
abstract class AsyncFilesFailing extends AsyncFilesExamples {
    AsyncFilesFailing(
            Candidate<AsyncFiles> candidate, Candidate<EventLoop> loops, Background background)
            throws Exception {
        super(candidate, loops, background);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingFileFailsByAMessage(Form form) throws Exception {
        var reading = reading(folder.missing("nothing.txt")).asks(form);

        reading.fails(NoSuchFileException.class);
        reading.hearsNothingElse();
    }

    @ParameterizedTest
    @EnumSource
    void aFileInAMissingFolderFailsByAMessage(Form form) throws Exception {
        var reading = reading(folder.missing("nowhere").resolve("nothing.txt")).asks(form);

        reading.fails(NoSuchFileException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryFailsByAMessage(Form form) throws Exception {
        var directory = folder.directory("folder");
        var reading = reading(directory).asks(form);

        reading.failsOtherwise();
        reading.hearsNothingElse();
        TestFolder.awaitClosed(directory, "after failed", background);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatMayNotBeReadFailsByAMessage(Form form) throws Exception {
        var reading = reading(folder.forbidden()).asks(form);

        reading.fails(AccessDeniedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatBreaksWhileItIsReadFailsByAMessage(Form form) throws Exception {
        var broken = TestFolder.broken();
        var reading = reading(broken).asks(form);

        reading.failsOtherwise();
        reading.hearsNothingElse();
        TestFolder.awaitClosed(broken.toRealPath(), "after failed", background);
    }

    @Test
    void aFileThatBreaksAfterItsFirstChunkFailsByAMessage() throws Exception {
        TestFolder.OfThread.assumeThereAreSuch();
        var mayEnd = new CountDownLatch(1);
        var ofThread = new CompletableFuture<TestFolder.OfThread>();
        background.start(
                "a thread that lives on",
                () -> {
                    ofThread.complete(TestFolder.OfThread.current());
                    mayEnd.await();
                });
        background.await("the thread has begun", ofThread::isDone);
        var file = ofThread.join();
        var reading = reading(file.path());
        reading.doingAtTheFirstChunk(
                        () -> {
                            mayEnd.countDown();
                            file.awaitEnd(background);
                        })
                .asksForChunks();

        reading.failsOtherwise();

        reading.hearsNothingElse();
        TestFolder.awaitClosed(file.path(), "after failed", background);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoIOExceptionArrivesAsOne(Form form) throws Exception {
        var archive = folder.path().resolve("archive.zip");
        Path letter;
        try (var opened = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            letter = Files.writeString(opened.getPath("letter.txt"), "hello");
        }
        var reading = reading(letter).asks(form);

        reading.failsBecauseOf(
                Set.of(ClosedFileSystemException.class, UnsupportedOperationException.class));
        reading.hearsNothingElse();
    }

    /** What is thrown where a file is opened or read, and when. */
    record Break(Form form, boolean isAtOpening, Throwable thrown) {
        @Override
        public String toString() {
            return "%s, %s: %s".formatted(form, isAtOpening ? "opened" : "read", thrown);
        }
    }

    static List<Break> breaks() {
        var breaks = new ArrayList<Break>();
        for (var thrown :
                List.of(
                        new FileSystemException("film", null, "Input/output error"),
                        new InterruptedIOException("it took too long"),
                        new ClosedChannelException(),
                        new IllegalArgumentException("what is that?"),
                        new UncheckedIOException(new IOException("Input/output error")),
                        new InternalError("a fault in memory that was mapped"),
                        new StackOverflowError("links to links"),
                        new NoClassDefFoundError("a part is missing"),
                        new Exception("which nobody has declared"))) {
            for (var form : Form.values()) {
                breaks.add(new Break(form, true, thrown));
                breaks.add(new Break(form, false, thrown));
            }
        }
        return breaks;
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void whateverIsThrownWhereAFileIsReadArrives(Break one) throws Exception {
        var film = odd("film", TestFolder.bytes(3 * AsyncFiles.CHUNK));
        if (one.isAtOpening()) {
            film.doingAtOpening(() -> Failing.with(one.thrown()));
        } else {
            film.failingAtRead(one.form() == Form.READ ? 1 : 2, one.thrown());
        }

        for (var i = 0; i <= AsyncFiles.MOST_THREADS; i++) {
            var reading = reading(film.path()).asks(one.form());
            reading.failsBecauseOf(one.thrown());
        }

        reading(folder.file("letter.txt", "hello")).asks(one.form()).hears("hello".getBytes());
    }

    /** Who collects it part by part needs some seconds until the memory is full. */
    @Test
    @Deadline(seconds = 60)
    void aFileThatIsTooLargeToBeReadWholeFailsByAMessage() throws Exception {
        var reading = reading(folder.ofZeroes("film", 3_000L * MEGABYTE)).asks();

        reading.mayTake(ofSeconds(10));
        reading.fails(IOException.class);
        reading.hearsNothingElse();
    }

    @ParameterizedTest
    @EnumSource
    void afterAFailureOtherFilesAreReadAsBefore(Form form) throws Exception {
        for (var i = 0; i < 20; i++) {
            reading(folder.missing("nothing" + i)).asks(form).fails(IOException.class);
        }

        reading(folder.file("letter.txt", "hello")).asks(form).hears("hello".getBytes());
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("cannot be handled"),
                new AssertionError("cannot be handled"),
                new IOException("cannot be handled"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatDoneThrowsIsReportedAndNothingElseArrives(Throwable failure) throws Exception {
        throwsAtTheLast(reading(folder.file("letter.txt", "hello")), Form.READ, failure);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatEndThrowsIsReportedAndNothingElseArrives(Throwable failure) throws Exception {
        throwsAtTheLast(reading(folder.file("letter.txt", "hello")), Form.READ_IN_CHUNKS, failure);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatFailedThrowsIsReportedAndNothingElseArrives(Throwable failure) throws Exception {
        throwsAtTheLast(reading(folder.missing("nothing.txt")), Form.READ, failure);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatFailedThrowsIsReportedForChunksToo(Throwable failure) throws Exception {
        throwsAtTheLast(reading(folder.missing("nothing.txt")), Form.READ_IN_CHUNKS, failure);
    }

    private void throwsAtTheLast(Reading reading, Form form, Throwable failure) throws Exception {
        loop.expectsAFailure();
        reading.doingAtTheLast(() -> Failing.with(failure)).asks(form);

        loop.awaitReported(failure, "what the receiver of the last message throws");
        reading.hearsNothingElse();
        reading.expectOver("its last message has arrived");
        reading(folder.file("other.txt", "hello")).asks(form).hears("hello".getBytes());
    }
}

package course.loop;

import course.kit.Assumptions;
import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** What the parts of AsyncFiles' specification have in common. */
abstract class AsyncFilesExamples {
    static final int MEGABYTE = 1024 * 1024;

    final Candidate<AsyncFiles> candidate;
    final Background background;
    final TestFolder folder;
    final LoopThread loop;
    final AsyncFiles files;

    AsyncFilesExamples(
            Candidate<AsyncFiles> candidate, Candidate<EventLoop> loops, Background background)
            throws Exception {
        this.candidate = candidate;
        this.background = background;
        folder = Example.current().closesAtEnd(new TestFolder());
        loop = new LoopThread(loops, background);
        files = create();
    }

    /** It is closed on the loop's thread: whether others may do so is for one example to say. */
    AsyncFiles create() throws Exception {
        var created = candidate.createOpen(loop.loop());
        Example.current().closesAtEnd(() -> loop.closes(created));
        return created;
    }

    Reading reading(Path file) {
        return new Reading(loop, files, file);
    }

    OddFile odd(String name, byte[] content) throws Exception {
        return new OddFile(folder.file(name, content), loop);
    }

    /** A file whose opening has begun, and takes until it is let go. */
    final class Opening {
        private final CountDownLatch mayOpen = new CountDownLatch(1);
        private final OddFile odd;
        final Path real;
        final Reading reading;

        Opening(Reading.Form form) throws Exception {
            Example.current().closesAtEnd(mayOpen::countDown);
            real = folder.file("film", new byte[10 * AsyncFiles.CHUNK]);
            odd = new OddFile(real, loop).doingAtOpening(() -> awaitWhateverInterrupts(mayOpen));
            reading = reading(odd.path()).asks(form);
            loop.await("the read opens the file", () -> odd.opening() > 0 || reading.isOver());
            Assumptions.assumeFalse(
                    reading.isOver(),
                    "this way of reading knows no file system but the system's own");
        }

        /** Now it is open, and has much to be read. */
        void letGo() {
            mayOpen.countDown();
            loop.await("the file is open", () -> odd.opening() == 0);
        }
    }

    /** As the system does it. */
    static void awaitWhateverInterrupts(CountDownLatch latch) {
        var interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Has a film read in parts whose second one waits for its turn: all threads that the candidate
     * has for reads are about to post, and held back.
     */
    Reading readingWhoseNextPartWaits(Path film) throws Exception {
        var letter = folder.file("letter.txt", "hello");
        var reading = reading(film);
        reading.doingAtTheFirstChunk(
                        () -> {
                            loop.holdBackWhoPosts();
                            for (var i = 0; i < 2 * AsyncFiles.MOST_THREADS; i++) {
                                reading(letter).asksOnTheLoop();
                            }
                            loop.awaitRest();
                        })
                .asksForChunks();
        loop.await("the first chunk has been handled", reading::hasHandledItsChunk);
        return reading;
    }

    Fifo fifo() throws Exception {
        return Example.current().closesAtEnd(Fifo.create(folder.path().resolve("slow")));
    }

    void awaitOpening(Fifo slow, Reading reading) {
        slow.opensInTheBackground(background);
        loop.await("the read opens the file", () -> slow.isOpen() || reading.isOver());
    }
}

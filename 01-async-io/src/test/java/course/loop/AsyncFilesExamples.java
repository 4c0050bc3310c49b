package course.loop;

import course.kit.Background;
import course.kit.Candidate;
import course.kit.Example;

import java.nio.file.Path;

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

    Fifo fifo() throws Exception {
        return Example.current().closesAtEnd(Fifo.create(folder.path().resolve("slow")));
    }

    void awaitOpening(Fifo slow, Reading reading) {
        slow.opensInTheBackground(background);
        loop.await("the read opens the file", () -> slow.isOpen() || reading.isOver());
    }
}

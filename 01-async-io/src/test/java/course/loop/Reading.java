package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Assumptions;
import course.kit.Example;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One read that a spec has asked for, and what came of it. */
final class Reading {
    /** The two ways to ask. */
    enum Form {
        READ("done"),
        READ_IN_CHUNKS("end");

        final String last;

        Form(String last) {
            this.last = last;
        }
    }

    private final LoopThread loop;
    private final AsyncFiles files;
    private final Path file;
    private final List<byte[]> parts = new ArrayList<>();
    private final List<Integer> checksums = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Map<Integer, LoopThread.Action> atChunk = new HashMap<>();
    private LoopThread.Action atTheLast = () -> {};
    private int chunks;
    private int lastMessage = -1;
    private boolean countsOnly;
    private String call;
    private boolean cancelled;
    private AsyncFiles.Read read;
    private IOException failure;
    private volatile boolean atWork;
    private volatile boolean isCancelled;
    private volatile boolean hasHandled;
    private volatile long bytes;
    private volatile String last;
    private volatile String wrong;

    Reading(LoopThread loop, AsyncFiles files, Path file) {
        this.loop = loop;
        this.files = files;
        this.file = file;
    }

    /** What is to be done when the first chunk arrives, while it is being handled. */
    Reading doingAtTheFirstChunk(LoopThread.Action action) {
        return doingAtChunk(1, action);
    }

    /**
     * @param number counted from 1
     */
    Reading doingAtChunk(int number, LoopThread.Action action) {
        atChunk.put(number, action);
        return this;
    }

    /** What is to be done while the last message is being handled: done, end or failed. */
    Reading doingAtTheLast(LoopThread.Action action) {
        atTheLast = action;
        return this;
    }

    /** For content that is too much to be kept. */
    Reading countingOnly() {
        countsOnly = true;
        return this;
    }

    Reading asks(Form form) throws Exception {
        return form == Form.READ ? asks() : asksForChunks();
    }

    void asksOnTheLoop(Form form) {
        if (form == Form.READ) {
            asksOnTheLoop();
        } else {
            asksForChunksOnTheLoop();
        }
    }

    Reading asks() throws Exception {
        loop.does("read(" + file.getFileName() + ") returns at once", this::asksOnTheLoop);
        return this;
    }

    void asksOnTheLoop() {
        call(
                "read",
                () ->
                        files.read(
                                file, content -> hears("done", content), why -> hearsFailure(why)));
    }

    Reading asksForChunks() throws Exception {
        loop.does(
                "readInChunks(" + file.getFileName() + ") returns at once",
                this::asksForChunksOnTheLoop);
        return this;
    }

    void asksForChunksOnTheLoop() {
        call(
                "readInChunks",
                () ->
                        files.readInChunks(
                                file, this::hearsChunk, () -> hears("end"), this::hearsFailure));
    }

    private void call(String method, Supplier<AsyncFiles.Read> made) {
        call = "%s(%s)".formatted(method, file.getFileName());
        Example.current().narrate(call + " is called");
        read = loop.calling(call, made);
        Example.current().narrate(call + " has returned");
        assertThat(read)
                .withFailMessage("%s must return a Read, and it returned null", call)
                .isNotNull();
    }

    private void hears(String message, byte[] content) {
        if (content == null) {
            wrong = "%s of %s brought null instead of bytes".formatted(message, call);
            return;
        }
        bytes += content.length;
        if (!countsOnly) {
            parts.add(content);
            checksums.add(Arrays.hashCode(content));
        }
        hears(message, String.format(Locale.ROOT, ": %,d bytes", content.length));
    }

    private void hearsChunk(byte[] content) {
        hears("chunk", content);
        if (content.length == 0 || content.length > AsyncFiles.CHUNK) {
            wrong =
                    String.format(
                            Locale.ROOT,
                            "a chunk of %s has %,d bytes; it must have 1 to CHUNK, which is %,d",
                            call,
                            content.length,
                            AsyncFiles.CHUNK);
        }
        chunks++;
        var action = atChunk.get(chunks);
        if (action != null) {
            handle(action);
        }
    }

    private void handle(LoopThread.Action action) {
        atWork = true;
        try {
            action.run();
        } catch (Throwable thrown) {
            Failing.with(thrown);
        } finally {
            atWork = false;
            hasHandled = true;
        }
    }

    private void hearsFailure(IOException why) {
        failure = why;
        hears("failed", ": " + why);
    }

    private void hears(String message) {
        hears(message, "");
    }

    private void hears(String message, String details) {
        if (!loop.isCurrent()) {
            wrong =
                    "%s of %s came on the thread \"%s\", not on the loop's; post it to the loop"
                            .formatted(message, call, Thread.currentThread().getName());
        } else if (loop.inCall() != null) {
            wrong =
                    "%s of %s came inside the call of %s, before the caller went on; post it to the loop"
                            .formatted(message, call, loop.inCall());
        } else if (loop.messages() == lastMessage) {
            wrong =
                    "%s of %s came in the same message as what came before it; each has to be a"
                                    .formatted(message, call)
                            + " message of its own, so that others may come between them";
        } else if (!loop.isFirstInItsMessage()) {
            wrong =
                    "%s of %s came in the same message as what came of another read; each has to be"
                                    .formatted(message, call)
                            + " a message of its own, so that others may come between them";
        } else if (cancelled) {
            wrong = "%s of %s came after it had been cancelled".formatted(message, call);
        } else if (last != null) {
            wrong = "%s of %s came after its last message, %s".formatted(message, call, last);
        }
        if (!countsOnly) {
            heard.add(message);
            Example.current().narrate("%s of %s%s".formatted(message, call, details));
        }
        lastMessage = loop.messages();
        if (!message.equals("chunk")) {
            last = message;
            handle(atTheLast);
        }
    }

    /** Whether its last message has arrived. Fails if anything came that must not. */
    boolean isOver() {
        if (wrong != null) {
            throw new AssertionError(wrong);
        }
        return last != null;
    }

    /** Waits for the last message for so long, and longer on a busy machine, be it in vain. */
    void mayTake(Duration time) {
        var until = System.nanoTime() + time.multipliedBy(3).toNanos();
        while (!isOver() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits for the last message: done, end or failed. */
    Reading awaitsTheLastMessage() {
        while (!isOver()) {
            while (atWork) {
                LockSupport.parkNanos(1_000_000);
            }
            var before = bytes;
            loop.await(
                    call
                            + " brings a last message (whatever is thrown where the file is read"
                            + " has to be caught there, and posted as failed)",
                    () -> isOver() || bytes > before || atWork);
        }
        return this;
    }

    /** Waits for the last message, which must not be failed. */
    Reading succeeds() {
        awaitsTheLastMessage();
        if (failure != null) {
            throw new AssertionError("%s failed: %s".formatted(call, failure), failure);
        }
        return this;
    }

    /** Waits for the content, and compares. */
    Reading hears(byte[] expected) {
        succeeds();
        var content = content();
        if (!Arrays.equals(content, expected)) {
            throw new AssertionError(difference(content, expected));
        }
        return this;
    }

    private String difference(byte[] content, byte[] expected) {
        var same = Arrays.mismatch(content, expected);
        if (expected.length <= 100 && content.length <= 100) {
            return "%s brought \"%s\", and the file has \"%s\""
                    .formatted(call, new String(content), new String(expected));
        }
        return String.format(
                Locale.ROOT,
                "%s brought %,d bytes, and the file has %,d; they differ from byte %,d on",
                call,
                content.length,
                expected.length,
                same);
    }

    /** Waits for the content, while others have been cancelled whose threads read this one now. */
    void isReadThoughOthersWereCancelled(byte[] expected) {
        awaitsTheLastMessage();
        Assumptions.assumeFalse(
                failure != null && failure.getCause() instanceof UnsupportedOperationException,
                "this way of reading knows no file system but the system's own");
        if (failure != null) {
            throw new AssertionError(
                    "other reads, of a file that had been read already, were cancelled while %s was under way; cancel concerns its own read only, but %s failed: %s"
                            .formatted(call, call, failure),
                    failure);
        }
        hears(expected);
    }

    /** Waits for the last message, which must be failed, with such an exception. */
    void fails(Class<? extends IOException> type) {
        awaitsTheLastMessage();
        if (!type.isInstance(failure)) {
            throw new AssertionError(
                    "%s must end with failed and %s; what came was %s"
                            .formatted(
                                    call,
                                    type.getSimpleName(),
                                    failure == null ? content().length + " bytes" : failure));
        }
    }

    /** There is such a file, and it may be read: the failure says something else. */
    void failsOtherwise() {
        fails(IOException.class);
        if (failure instanceof NoSuchFileException || failure instanceof AccessDeniedException) {
            throw new AssertionError(
                    "%s must end with failed and an IOException that says what happened: there is such a file, and it may be read; what came was %s"
                            .formatted(call, failure));
        }
    }

    /** What was thrown is no IOException, and so it is the cause of one. */
    void failsBecauseOf(Set<Class<? extends RuntimeException>> oneOf) {
        fails(IOException.class);
        var cause = failure.getCause();
        if (cause == null || !oneOf.contains(cause.getClass())) {
            throw new AssertionError(
                    "%s must end with failed and an IOException whose cause is what was thrown where the file was read (such as ClosedFileSystemException); the cause of what came was %s"
                            .formatted(call, cause),
                    failure);
        }
    }

    /**
     * Waits for the last message, which must be failed, with what was thrown where the file was
     * read, or with an IOException that has it for its cause if it is none.
     */
    void failsBecauseOf(Throwable thrown) {
        fails(IOException.class);
        var told = thrown instanceof IOException ? failure : failure.getCause();
        Assumptions.assumeFalse(
                told instanceof UnsupportedOperationException,
                "this way of reading knows no file system but the system's own");
        if (told != thrown) {
            throw new AssertionError(
                    "%s was thrown where the file was opened or read, so %s must end with failed and %s; what came was %s%s"
                            .formatted(
                                    thrown,
                                    call,
                                    thrown instanceof IOException
                                            ? "that very exception"
                                            : "an IOException whose cause it is",
                                    failure,
                                    failure.getCause() == null
                                            ? ", which has no cause"
                                            : ", whose cause is " + failure.getCause()));
        }
    }

    /** Lets the candidate come to rest, and fails if anything has arrived meanwhile. */
    void hearsNothingElse() throws Exception {
        var before = List.copyOf(heard());
        loop.awaitRest();
        loop.does("the loop processes messages", () -> {});
        isOver();
        assertThat(heard())
                .withFailMessage(
                        "nothing more may arrive of %s, but after %s came %s",
                        call, before, heard().subList(before.size(), heard().size()))
                .hasSameSizeAs(before);
    }

    /** Fails unless this has arrived so far. */
    void expectHeard(List<String> expected, String rule) throws Exception {
        var seen = heard();
        if (!seen.equals(expected)) {
            throw new AssertionError(
                    "%s: of %s must come %s, and came %s"
                            .formatted(
                                    rule,
                                    call,
                                    expected.isEmpty() ? "nothing" : expected,
                                    seen.isEmpty() ? "nothing" : seen));
        }
    }

    /** Fails unless cancel says that it is over. */
    void expectOver(String since) throws Exception {
        loop.does("cancel() returns", () -> expectsToCancel(false, since));
    }

    /** For use on the loop's thread. */
    void expectsToCancel(boolean expected, String since) {
        var answer = cancelsOnTheLoop();
        if (answer != expected) {
            throw new AssertionError(
                    "cancel() of %s says whether it was still under way: it must be %s, since %s; it was %s"
                            .formatted(call, expected, since, answer));
        }
    }

    boolean isCancelled() {
        return isCancelled;
    }

    boolean hasHandledItsChunk() {
        return hasHandled;
    }

    /** What has arrived so far, in order. */
    List<String> heard() throws Exception {
        var copy = new ArrayList<String>();
        loop.does("the loop processes messages", () -> copy.addAll(heard));
        return copy;
    }

    boolean cancels() throws Exception {
        var answer = new boolean[1];
        loop.does("cancel() returns", () -> answer[0] = cancelsOnTheLoop());
        return answer[0];
    }

    boolean cancelsOnTheLoop() {
        Example.current().narrate(call + " is cancelled");
        var wasUnderWay = loop.calling("cancel", read::cancel);
        isCancelled = true;
        cancelled |= wasUnderWay;
        return wasUnderWay;
    }

    /** For use on the loop's thread. */
    List<String> heardSoFar() {
        return List.copyOf(heard);
    }

    long bytes() {
        return bytes;
    }

    /** How often a character is in the content. */
    long count(char wanted) {
        return new String(content(), StandardCharsets.ISO_8859_1)
                .chars()
                .filter(one -> one == wanted)
                .count();
    }

    String call() {
        return call;
    }

    private byte[] content() {
        var all = new ByteArrayOutputStream();
        for (var i = 0; i < parts.size(); i++) {
            if (Arrays.hashCode(parts.get(i)) != checksums.get(i)) {
                throw new AssertionError(
                        "chunk %s of %s has changed since it arrived; each chunk needs an array of its own"
                                .formatted(i + 1, call));
            }
            all.writeBytes(parts.get(i));
        }
        return all.toByteArray();
    }
}

package course.loop;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.Example;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** One read that a spec has asked for, and what came of it. */
final class Reading {
    private final LoopThread loop;
    private final AsyncFiles files;
    private final Path file;
    private final List<byte[]> parts = new ArrayList<>();
    private final List<Integer> checksums = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private LoopThread.Action atFirstChunk = () -> {};
    private boolean countsOnly;
    private String call;
    private boolean inTheCall;
    private boolean cancelled;
    private AsyncFiles.Read read;
    private IOException failure;
    private volatile boolean atWork;
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
        atFirstChunk = action;
        return this;
    }

    /** For content that is too much to be kept. */
    Reading countingOnly() {
        countsOnly = true;
        return this;
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

    private interface Call {
        AsyncFiles.Read make();
    }

    private void call(String method, Call made) {
        call = "%s(%s)".formatted(method, file.getFileName());
        Example.current().narrate(call + " is called");
        inTheCall = true;
        try {
            read = made.make();
        } finally {
            inTheCall = false;
        }
        Example.current().narrate(call + " has returned");
        assertThat(read).as("what %s returned", call).isNotNull();
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
        var action = atFirstChunk;
        atFirstChunk = () -> {};
        atWork = true;
        try {
            action.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            atWork = false;
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
        } else if (inTheCall) {
            wrong =
                    "%s of %s came inside the call, before the caller went on; post it to the loop"
                            .formatted(message, call);
        } else if (cancelled) {
            wrong = "%s of %s came after it had been cancelled".formatted(message, call);
        } else if (last != null) {
            wrong = "%s of %s came after its last message, %s".formatted(message, call, last);
        }
        if (!countsOnly) {
            heard.add(message);
            Example.current().narrate("%s of %s%s".formatted(message, call, details));
        }
        if (!message.equals("chunk")) {
            last = message;
        }
    }

    /** Whether its last message has arrived. Fails if anything came that must not. */
    boolean isOver() {
        if (wrong != null) {
            throw new AssertionError(wrong);
        }
        return last != null;
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
        var wasUnderWay = read.cancel();
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

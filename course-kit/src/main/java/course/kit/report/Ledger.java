package course.kit.report;

import course.kit.jvm.LimitedOutput;
import course.kit.trace.LatestTrace;
import course.kit.track.Settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The examples of a run. Each is there as not run before the first one begins, and the result file
 * is written anew whenever one begins: whatever then ends the JVM costs what had not run yet, and
 * the file names the example that was running.
 */
final class Ledger {
    private final Settings settings = Settings.current();
    private final ResultStream stream;
    private final Map<String, Line> lines = new HashMap<>();
    private final List<Line> inOrder = new ArrayList<>();
    private int written;

    /** An example; a parameterized one has its invocations below it, as soon as they are known. */
    private static final class Line {
        final List<Line> invocations = new ArrayList<>();
        Result result;
        String json;

        Line(Result result) {
            set(result);
        }

        /** While others run, what has passed is told without its trace, which may be long. */
        void set(Result result) {
            this.result = result;
            json = ResultFile.json(hasPassed() ? withoutTrace() : result);
        }

        String whole() {
            return hasPassed() ? ResultFile.json(result) : json;
        }

        private boolean hasPassed() {
            return result.verdict() == Verdict.PASSED;
        }

        private Result withoutTrace() {
            return result.with(result.verdict(), result.message(), result.seconds());
        }

        boolean isOpen() {
            return result.verdict() == Verdict.NOT_RUN;
        }

        Stream<Line> flat() {
            var below = invocations.stream().flatMap(Line::flat);
            return isOpen() && !invocations.isEmpty()
                    ? below
                    : Stream.concat(below, Stream.of(this));
        }
    }

    /**
     * @param stream hears it all, and then there is no file
     */
    Ledger(ResultStream stream) {
        this.stream = stream;
    }

    /** Adds an example that is not run yet, if it is not there. */
    void add(String id, String parent, Result notRun) {
        if (!lines.containsKey(id)) {
            var line = new Line(notRun);
            lines.put(id, line);
            var container = lines.get(parent);
            (container == null ? inOrder : container.invocations).add(line);
        }
    }

    /** From here on the file says that the JVM has ended in this example. */
    void begins(String id) {
        var line = lines.get(id);
        if (line != null) {
            var before = line.result;
            stream.exampleBegins(before);
            line.set(before.endedWithJvm());
            write(one -> one.json);
            line.result = before;
        }
    }

    void ends(String id, Verdict verdict, String message, double seconds) {
        var line = lines.get(id);
        line.set(line.result.with(verdict, message, seconds, LatestTrace.of(id)));
        stream.exampleEnds(line.result);
    }

    /** Whether the example's turn has not come. */
    boolean isOpen(String id) {
        return lines.containsKey(id) && lines.get(id).flat().allMatch(Line::isOpen);
    }

    /** Takes out what turned out to be no example of its own. */
    void remove(String id) {
        var line = lines.remove(id);
        inOrder.remove(line);
        lines.values().forEach(other -> other.invocations.remove(line));
    }

    ResultFile file() {
        return ResultFile.of(
                settings.module(), settings.track(), flat().map(line -> line.result).toList());
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    private Stream<Line> flat() {
        return inOrder.stream().flatMap(Line::flat);
    }

    void writeAtStart() {
        stream.runBegins(flat().map(line -> line.result).toList());
        write(one -> one.json);
    }

    void writeAtEnd() {
        written = 0;
        write(Line::whole);
        stream.runEnds(flat().map(line -> line.result).toList());
    }

    /** Writing one more example costs little: the lines of the others are as they were. */
    private void write(Function<Line, String> json) {
        if (stream != ResultStream.FILE) {
            return;
        }
        var shown = flat().toList();
        var results = shown.stream().map(line -> line.result).toList();
        var text =
                ResultFile.of(settings.module(), settings.track(), results)
                        .json(shown.stream().map(json).toList());
        var file = settings.output().resolve(settings.track().id() + ".json");
        try {
            overwrite(file, text);
        } catch (IOException e) {
            LimitedOutput.unlimited().println("The results can't be written: " + e);
        }
    }

    /**
     * Over what is there, in one call: the file is whole at every moment. What is left of a longer
     * one becomes blank, until the end.
     */
    private void overwrite(Path file, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (written == 0) {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
        }
        var padded = Arrays.copyOf(bytes, Math.max(bytes.length, written));
        Arrays.fill(padded, bytes.length, padded.length, (byte) '\n');
        written = padded.length;
        try (var channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            var buffer = ByteBuffer.wrap(padded);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}

package course.cli.progress;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

import course.cli.answer.Answer;
import course.cli.run.Outcome;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How far the learner is, over all lessons. Several commands may write it at the same time. */
public final class Progress {
    private static final int VERSION = 1;
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path file;
    private final SpecPrints specs;
    private Kept kept = Kept.NOTHING;
    private String trouble = "";

    /**
     * @param current the exercise that was worked at last; null if none was
     */
    private record Kept(int version, String current, Map<String, Entry> exercises) {
        static final Kept NOTHING = new Kept(VERSION, null, Map.of());

        Kept withCurrent(String id) {
            return new Kept(VERSION, id, exercises);
        }

        Kept with(String id, Entry entry) {
            var all = new LinkedHashMap<>(exercises);
            all.put(id, entry);
            return new Kept(VERSION, current, all);
        }

        Entry entry(String id) {
            return exercises.getOrDefault(id, Entry.NONE).complete();
        }
    }

    private Progress(Workspace course) {
        file = course.memory().resolve("progress.json");
        specs = new SpecPrints(course);
    }

    /** Reads what is there; nothing that is wrong with it stops anything. */
    public static Progress of(Workspace course) {
        var progress = new Progress(course);
        progress.read();
        return progress;
    }

    /** What went wrong with the file, in a sentence; empty if all is well. */
    public String trouble() {
        return trouble;
    }

    public State state(Exercise exercise) {
        var entry = kept.entry(exercise.id());
        if (entry.isDone()) {
            return isAsItWas(exercise, entry) ? State.DONE : State.TO_CHECK_AGAIN;
        }
        return entry.isBegun() ? State.BEGUN : State.NOT_BEGUN;
    }

    private boolean isAsItWas(Exercise exercise, Entry entry) {
        return entry.answer().equals(Answer.of(exercise).fingerprint())
                && entry.spec().equals(specs.of(exercise));
    }

    /** Whether all examples passed in the last run. */
    public boolean isDone(Exercise exercise) {
        return kept.entry(exercise.id()).isDone();
    }

    /** How many examples passed in the last run. */
    public int passed(Exercise exercise) {
        return kept.entry(exercise.id()).passed();
    }

    public int runs(Exercise exercise) {
        return kept.entry(exercise.id()).runs();
    }

    /** The methods of the examples that did not pass in the last run, the one shown first. */
    public List<String> failing(Exercise exercise) {
        return kept.entry(exercise.id()).failing();
    }

    /** When it was done for the first time. */
    public Optional<Instant> doneAt(Exercise exercise) {
        return Optional.ofNullable(kept.entry(exercise.id()).doneAt()).map(Instant::parse);
    }

    /** Whether its answer was looked at before it was done. */
    public boolean hasGivenUp(Exercise exercise) {
        return kept.entry(exercise.id()).gaveUp();
    }

    /** The exercise that was worked at last. */
    public Optional<String> current() {
        return Optional.ofNullable(kept.current());
    }

    public void isAt(Exercise exercise) {
        change(now -> now.withCurrent(exercise.id()));
    }

    /** The answer was looked at. */
    public void gaveUp(String id) {
        change(now -> now.with(id, now.entry(id).withGivenUp()));
    }

    /** A run has ended. */
    public void ran(Outcome outcome) {
        var exercise = outcome.exercise();
        var spec = specs.of(exercise);
        change(now -> now.with(exercise.id(), after(now.entry(exercise.id()), outcome, spec)));
    }

    private static Entry after(Entry before, Outcome outcome, String spec) {
        var score = outcome.score();
        var failing = new LinkedHashSet<String>();
        outcome.firstOpen().ifPresent(one -> failing.add(one.result().method()));
        outcome.examples().stream()
                .filter(one -> one.isWrong())
                .forEach(one -> failing.add(one.result().method()));
        var doneAt =
                before.doneAt() == null && outcome.isDone()
                        ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()
                        : before.doneAt();
        return new Entry(
                before.runs() + 1,
                score.passed(),
                score.counted(),
                outcome.answer().fingerprint(),
                spec,
                outcome.trouble().isEmpty() ? List.copyOf(failing) : before.failing(),
                doneAt,
                outcome.isDone(),
                score.toDo() + score.skipped() < score.examples(),
                before.gaveUp());
    }

    private void read() {
        try {
            var read = GSON.fromJson(Files.readString(file), Kept.class);
            if (read == null || read.version() != VERSION || read.exercises() == null) {
                throw new JsonParseException("of another version");
            }
            kept = read;
        } catch (NoSuchFileException begins) {
            kept = Kept.NOTHING;
        } catch (IOException | RuntimeException damaged) {
            kept = Kept.NOTHING;
            putAside();
        }
    }

    private void putAside() {
        var aside =
                file.resolveSibling("progress-%s.json".formatted(Instant.now().getEpochSecond()));
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            trouble = Words.text("progress.aside", aside.getFileName());
        } catch (IOException e) {
            trouble = Words.text("progress.unreadable", file, e.getMessage());
        }
    }

    /** Of what is in the file now, since another command may have written it. */
    private synchronized void change(UnaryOperator<Kept> change) {
        try {
            Files.createDirectories(file.getParent());
            try (var channel =
                            FileChannel.open(
                                    file.resolveSibling("progress.lock"),
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.CREATE);
                    var _ = channel.lock()) {
                read();
                kept = change.apply(kept);
                write();
            }
        } catch (IOException e) {
            kept = change.apply(kept);
            trouble = Words.text("progress.unwritten", file, e.getMessage());
        }
    }

    private void write() throws IOException {
        var unfinished = Files.createTempFile(file.getParent(), "progress", ".tmp");
        try {
            Files.writeString(unfinished, GSON.toJson(kept) + "\n");
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}

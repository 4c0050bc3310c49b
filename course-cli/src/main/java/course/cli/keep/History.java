package course.cli.keep;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

import course.cli.words.Words;
import course.cli.workspace.AtomicFile;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The copies in {@code .course/history}: a folder for each, named by its time and exercise. */
public final class History {
    private static final String ABOUT = "kept.json";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    private final Workspace course;
    private final Path folder;
    private final Clock clock;

    public History(Workspace course) {
        this(course, Clock.systemUTC());
    }

    History(Workspace course, Clock clock) {
        this.course = course;
        this.folder = course.memory().resolve("history");
        this.clock = clock;
    }

    /** All that has been kept, the newest first; what is damaged is left out. */
    public List<Kept> all() throws IOException {
        var all = new ArrayList<Kept>();
        if (Files.isDirectory(folder)) {
            try (var entries = Files.newDirectoryStream(folder, "[0-9]*")) {
                for (var entry : entries) {
                    read(entry).ifPresent(all::add);
                }
            }
        }
        all.sort(Comparator.comparing(Kept::time).thenComparing(Kept::name).reversed());
        return all;
    }

    /** What an undo would put back: the last that was reset, and has not been put back yet. */
    public Optional<Kept> nextUndo() throws IOException {
        return all().stream().filter(one -> one.why() == Why.RESET && !one.undone()).findFirst();
    }

    /**
     * Keeps a copy of what the learner wrote; none where there is no file.
     *
     * @throws IOException if it cannot be kept: then whoever asked must change nothing
     */
    public Optional<Kept> keep(Exercise exercise, Why why) throws IOException {
        try {
            var content = Files.readAllBytes(exercise.source());
            return Optional.of(keep(exercise.id(), exercise.source(), content, why));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** As {@link #keep}, unless the last copy of this file is the same. */
    public void keepIfNew(Exercise exercise, Why why) throws IOException {
        keepIfNew(exercise, why, all());
    }

    /**
     * As {@link #keepIfNew}, of each that is no stub any more. Nothing of the learner's is
     * overwritten here: where no copy can be kept, there is none.
     */
    public void keepWritten(Iterable<Exercise> exercises, Why why) {
        try {
            var before = all();
            var files = new HashSet<Path>(); // one may hold several exercises
            for (var exercise : exercises) {
                if (files.add(exercise.source()) && !Stubs.isUntouched(exercise)) {
                    keepIfNew(exercise, why, before);
                }
            }
        } catch (IOException noCopy) {
            // see above
        }
    }

    private void keepIfNew(Exercise exercise, Why why, List<Kept> before) throws IOException {
        if (!Files.exists(exercise.source())) {
            return;
        }
        var file = relative(exercise.source());
        var last = before.stream().filter(one -> one.file().equals(file)).findFirst();
        if (last.isEmpty()
                || !Arrays.equals(content(last.get()), Files.readAllBytes(exercise.source()))) {
            keep(exercise, why);
        }
    }

    /** Puts the stub in place of what the learner wrote, which is kept. */
    public Optional<Kept> reset(Exercise exercise) throws IOException {
        var stub = Stubs.of(exercise);
        var kept = keep(exercise, Why.RESET);
        AtomicFile.write(exercise.source(), stub);
        return kept;
    }

    /** Puts a copy back; what stands in its place is kept, too. */
    public Optional<Kept> putBack(Kept older) throws IOException {
        var file = course.root().resolve(older.file());
        var content = content(older);
        var kept =
                Files.exists(file)
                        ? Optional.of(keepCopy(older.exercise(), file, Files.readAllBytes(file)))
                        : Optional.<Kept>empty();
        AtomicFile.write(file, content);
        AtomicFile.write(folder.resolve(older.name()).resolve(ABOUT), json(older.asUndone()));
        return kept;
    }

    private Kept keepCopy(String exercise, Path file, byte[] content) throws IOException {
        try {
            return keep(exercise, file, content, Why.UNDO);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    public byte[] content(Kept kept) throws IOException {
        return Files.readAllBytes(
                folder.resolve(kept.name())
                        .resolve(course.root().resolve(kept.file()).getFileName()));
    }

    private Kept keep(String exercise, Path file, byte[] content, Why why) throws IOException {
        Files.createDirectories(folder);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var name = freeName(NAME.format(now) + "-" + exercise);
        var kept = new Kept(name, exercise, relative(file), why, now.toString(), false);
        var written = Files.createTempDirectory(folder, ".new-");
        try {
            AtomicFile.writeThrough(written.resolve(file.getFileName()), content);
            AtomicFile.writeThrough(written.resolve(ABOUT), json(kept));
            Files.move(written, folder.resolve(name));
        } catch (IOException e) {
            delete(written);
            throw e;
        }
        return kept;
    }

    private String relative(Path file) {
        return course.root().relativize(file).toString().replace('\\', '/');
    }

    private String freeName(String name) {
        var free = name;
        for (var i = 2; Files.exists(folder.resolve(free)); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    private static void delete(Path written) throws IOException {
        try (var files = Files.newDirectoryStream(written)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(written);
    }

    private static byte[] json(Kept kept) {
        return (GSON.toJson(kept) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Kept> read(Path entry) {
        try {
            var kept = GSON.fromJson(Files.readString(entry.resolve(ABOUT)), Kept.class);
            return Optional.ofNullable(kept)
                    .filter(one -> entry.endsWith(String.valueOf(one.name())))
                    .filter(one -> one.why() != null && one.file() != null)
                    .filter(one -> one.time() != null);
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    private IOException refusal(IOException cause) {
        return new IOException(Words.text("history.refused", folder, reason(cause)), cause);
    }

    private static String reason(IOException cause) {
        return cause instanceof java.nio.file.FileSystemException of && of.getReason() != null
                ? of.getReason()
                : String.valueOf(cause.getMessage());
    }
}

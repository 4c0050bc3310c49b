package course.cli.hint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;

import course.cli.words.Words;
import course.cli.workspace.AtomicFile;
import course.cli.workspace.Exercise;
import course.cli.workspace.TodoLine;
import course.cli.workspace.Workspace;
import course.kit.hint.HintFile;
import course.kit.hint.HintLadder;
import course.kit.hint.Language;
import course.kit.hint.Rung;
import course.kit.spec.ExerciseOrder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The ladders of a clone, and how far each has been climbed. */
public final class Hints {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
    private static final Comparator<String> BY_ID = ExerciseOrder.BY_ID;

    private final Path memory;

    public Hints(Workspace course) {
        memory = course.memory().resolve("hints.json");
    }

    /** The first step that is still to do; nothing if no TODO is left in the file. */
    public static Optional<String> nextTodo(Exercise exercise) {
        return exercise.todos().stream().map(TodoLine::id).min(BY_ID);
    }

    /** All steps that there are hints for. */
    public static List<String> todos(Exercise exercise) throws IOException {
        return file(exercise).ladders().stream().map(HintLadder::todo).toList();
    }

    /** All rungs of a TODO, whatever has been shown. */
    public List<Hint> all(Exercise exercise, String todo) throws IOException {
        var ladder = file(exercise).ladder(todo).orElseThrow(() -> none(exercise, todo));
        var shown = shown().getOrDefault(todo, 0);
        var all = new ArrayList<Hint>();
        for (var rung : Rung.values()) {
            all.add(new Hint(todo, rung, ladder.text(rung), rung.ordinal() >= shown));
        }
        return all;
    }

    /**
     * The first that has not been shown, which is shown now; the last, if all have been. Where that
     * cannot be remembered, it will be the same the next time.
     */
    public Hint next(Exercise exercise, String todo) throws IOException {
        var all = all(exercise, todo);
        var next = all.stream().filter(Hint::isNew).findFirst().orElse(all.getLast());
        if (next.isNew()) {
            remember(todo, next.number());
        }
        return next;
    }

    /** Those that have been shown already, from the first. */
    public List<Hint> shown(Exercise exercise, String todo) throws IOException {
        return all(exercise, todo).stream().filter(one -> !one.isNew()).toList();
    }

    private static IOException none(Exercise exercise, String todo) {
        return new IOException(Words.text("hint.none", path(exercise), todo));
    }

    private static HintFile file(Exercise exercise) throws IOException {
        return HintFile.read(path(exercise));
    }

    /** In English, where nobody has written it in the command's language. */
    private static Path path(Exercise exercise) {
        var path = HintFile.in(exercise.folder(), exercise.id(), Words.language());
        return Files.exists(path)
                ? path
                : HintFile.in(exercise.folder(), exercise.id(), Language.ENGLISH);
    }

    private void remember(String todo, int number) {
        var shown = new TreeMap<>(BY_ID);
        shown.putAll(shown());
        shown.put(todo, number);
        try {
            AtomicFile.write(memory, (GSON.toJson(shown) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException full) {
            // a hint that is shown once more does no harm
        }
    }

    /** How many of each TODO's; what cannot be read is as if it had never been. */
    private Map<String, Integer> shown() {
        try {
            var read =
                    GSON.<Map<String, Integer>>fromJson(
                            Files.readString(memory),
                            new TypeToken<Map<String, Integer>>() {}.getType());
            return read == null ? Map.of() : read;
        } catch (IOException | RuntimeException none) {
            return Map.of();
        }
    }
}

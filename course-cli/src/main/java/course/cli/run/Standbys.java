package course.cli.run;

import course.cli.answer.AnswerCompiler;
import course.cli.answer.Lesson;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JVMs that stand by: all for one lesson, the one that is worked at. One that is taken is not
 * given back.
 */
final class Standbys implements AutoCloseable {
    private final Workspace course;
    private final int most;
    private final Path folder;
    private final Map<String, Lesson> lessons = new HashMap<>();
    private final Map<String, AnswerCompiler> compilers = new HashMap<>();
    private final Map<String, SharedByRuns> shared = new HashMap<>();
    private final Deque<StandbyJvm> waiting = new ArrayDeque<>();
    private final List<StandbyJvm> taken = new ArrayList<>();
    private Exercise likely;
    private boolean starting;
    private boolean closed;
    private int count;

    /**
     * @param most how many stand by
     */
    Standbys(Workspace course, int most) {
        this.course = course;
        this.most = most;
        var all = course.memory().resolve("run");
        Folders.deleteOfEnded(all);
        folder = all.resolve("" + ProcessHandle.current().pid());
    }

    synchronized AnswerCompiler compiler(Exercise exercise) throws IOException {
        var known = compilers.get(exercise.lesson());
        if (known == null) {
            known = new AnswerCompiler(lesson(exercise.lesson()));
            compilers.put(exercise.lesson(), known);
        }
        return known;
    }

    private Lesson lesson(String name) throws IOException {
        var known = lessons.get(name);
        if (known == null) {
            known = Lesson.of(course, name);
            lessons.put(name, known);
        }
        return known;
    }

    /** From now on they stand by for this exercise's lesson, warmed up for it. */
    synchronized void prepare(Exercise exercise) throws IOException {
        likely = exercise;
        keepThoseOf(exercise.lesson());
        fill();
    }

    private void keepThoseOf(String lesson) {
        for (var jvm : new ArrayList<>(waiting)) {
            if (!jvm.isUsable() || !jvm.lesson().name().equals(lesson)) {
                waiting.remove(jvm);
                jvm.close();
            }
        }
    }

    /** Starts what is missing, one after the other. */
    synchronized void fill() {
        if (closed || starting || likely == null || waiting.size() >= most) {
            return;
        }
        try {
            var jvm = start(likely);
            waiting.add(jvm);
            starting = true;
            jvm.ready().whenComplete((nothing, failure) -> hasStarted(jvm, failure == null));
        } catch (IOException toldToWhoTakesOne) {
            // the next run meets the same
        }
    }

    private synchronized void hasStarted(StandbyJvm jvm, boolean well) {
        starting = false;
        if (well) {
            fill();
        } else {
            waiting.remove(jvm);
            forget(jvm);
        }
    }

    /** What it was built of may just be built anew: the next run looks again. */
    private synchronized Void forget(StandbyJvm failed) {
        if (!failed.isClosed()) {
            lessons.remove(failed.lesson().name());
            compilers.remove(failed.lesson().name());
        }
        return null;
    }

    /** The one that is ready, or will be first. */
    synchronized StandbyJvm take(Exercise exercise) throws IOException {
        if (closed) {
            throw new IOException(Words.text("run.ending"));
        }
        likely = exercise;
        keepThoseOf(exercise.lesson());
        var next = firstReady().or(() -> Optional.ofNullable(waiting.peek()));
        if (next.isEmpty()) {
            return taken(start(exercise));
        }
        waiting.remove(next.get());
        return taken(next.get());
    }

    private StandbyJvm taken(StandbyJvm jvm) {
        taken.removeIf(one -> !one.isUsable());
        taken.add(jvm);
        jvm.ready().exceptionally(failure -> forget(jvm));
        return jvm;
    }

    private Optional<StandbyJvm> firstReady() {
        return waiting.stream().filter(jvm -> jvm.ready().isDone()).findFirst();
    }

    private StandbyJvm start(Exercise exercise) throws IOException {
        var lesson = lesson(exercise.lesson());
        return new StandbyJvm(
                lesson, folder.resolve("" + ++count), exercise.spec(), sharedBy(lesson));
    }

    private Map<String, String> sharedBy(Lesson lesson) throws IOException {
        var known = shared.get(lesson.name());
        if (known == null || !known.isAlive()) {
            known = SharedByRuns.start(lesson);
            shared.put(lesson.name(), known);
        }
        return known.properties();
    }

    @Override
    public synchronized void close() {
        closed = true;
        taken.addAll(waiting);
        waiting.clear();
        taken.forEach(StandbyJvm::close);
        taken.forEach(StandbyJvm::awaitEnd);
        shared.values().forEach(SharedByRuns::close);
        Folders.delete(folder);
    }
}

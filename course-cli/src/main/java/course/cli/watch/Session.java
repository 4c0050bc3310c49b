package course.cli.watch;

import course.cli.answer.Answer;
import course.cli.progress.Progress;
import course.cli.progress.State;
import course.cli.run.ExampleResult;
import course.cli.run.Outcome;
import course.cli.run.RunListener;
import course.cli.words.VerdictWords;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.TodoLine;
import course.cli.workspace.Workspace;
import course.kit.report.Result;
import course.kit.spec.ExerciseOrder;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * A learner at work: which exercise is shown, what has come of it, what is run next. All is called
 * on one thread; what runs tell is brought there.
 */
public final class Session implements AutoCloseable {
    private final Workspace course;
    private final Progress progress;
    private final Runner runner;
    private final Executor thread;
    private final Map<String, LiveRun> latest = new HashMap<>();
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Deque<Exercise> queue = new ArrayDeque<>();
    private Exercise current;
    private LiveRun run;
    private String notice = "";

    /**
     * @param thread the one that all else is called on
     */
    public Session(Workspace course, Progress progress, Runner runner, Executor thread) {
        this.course = course;
        this.progress = progress;
        this.runner = runner;
        this.thread = thread;
        course.exercises().forEach(one -> states.put(one.id(), progress.state(one)));
        notice = progress.trouble();
        current =
                progress.current()
                        .flatMap(course::exercise)
                        .orElseGet(() -> firstNotDone(course.exercises()));
    }

    /** The first one that is not done; the first of all if all are. */
    private Exercise firstNotDone(List<Exercise> some) {
        return some.stream()
                .filter(one -> states.get(one.id()) != State.DONE)
                .findFirst()
                .orElse(some.getFirst());
    }

    /** Runs what is shown. */
    public void begin() {
        go(current);
    }

    public Exercise current() {
        return current;
    }

    /** Shows another exercise. */
    public void go(Exercise exercise) {
        notice = progress.trouble();
        current = exercise;
        progress.isAt(exercise);
        runner.prepare(exercise);
        var known = latest.get(exercise.id());
        var isKnown =
                known != null
                        && known.answer().equals(Answer.of(exercise))
                        && (known == run || known.outcome().isPresent());
        if (!isKnown) {
            runNow(List.of(exercise));
        }
    }

    public void next() {
        move(1);
    }

    public void previous() {
        move(-1);
    }

    private void move(int by) {
        var all = course.exercises();
        go(all.get(Math.clamp(all.indexOf(current) + by, 0, all.size() - 1)));
    }

    /** Shows an exercise, and runs it once more. */
    public void run(Exercise exercise) {
        latest.remove(exercise.id());
        go(exercise);
    }

    /** Runs all exercises, one after the other. */
    public void runAll() {
        latest.clear();
        queue.clear();
        queue.addAll(course.exercises());
        runNow(List.of());
    }

    /** Files have another content. */
    public void saved(Set<Path> files) {
        var changed =
                course.exercises().stream()
                        .filter(one -> files.stream().anyMatch(file -> isPartOf(file, one)))
                        .toList();
        if (changed.isEmpty()) {
            return;
        }
        for (var one : changed) {
            latest.remove(one.id());
            states.put(one.id(), progress.state(one));
        }
        notice = progress.trouble();
        var own = changed.stream().filter(one -> files.contains(one.source())).toList();
        if (!changed.contains(current) && !own.isEmpty()) {
            current = firstNotDone(own);
            progress.isAt(current);
        }
        runner.prepare(current);
        runNow(toRun(changed, own));
    }

    /** What is shown, what has been run before, and at least one of each file that was saved. */
    private List<Exercise> toRun(List<Exercise> changed, List<Exercise> own) {
        var chosen = new LinkedHashSet<Exercise>();
        changed.stream().filter(current::equals).forEach(chosen::add);
        changed.stream().filter(one -> progress.runs(one) > 0).forEach(chosen::add);
        own.stream()
                .collect(Collectors.groupingBy(Exercise::source, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(inOneFile -> Collections.disjoint(inOneFile, chosen))
                .forEach(inOneFile -> chosen.add(firstNotDone(inOneFile)));
        return List.copyOf(chosen);
    }

    /** Its own file, or one of its package that is no other exercise's. */
    private static boolean isPartOf(Path file, Exercise exercise) {
        return file.equals(exercise.source())
                || file.getParent().equals(exercise.source().getParent())
                        && !file.getFileName().toString().startsWith("Exercise");
    }

    /** Whatever runs is ended, and its turn comes again after these. */
    private void runNow(List<Exercise> first) {
        if (run != null) {
            run.cancel();
            latest.remove(run.exercise().id(), run);
            if (!first.contains(run.exercise()) && !first.isEmpty()) {
                queue.remove(run.exercise());
                if (!run.exercise().equals(current) && !queue.isEmpty()) {
                    queue.addFirst(run.exercise());
                }
            }
            run = null;
        }
        queue.removeAll(first);
        first.reversed().forEach(queue::addFirst);
        startNext();
    }

    private void startNext() {
        var exercise = queue.poll();
        if (exercise == null) {
            return;
        }
        var started = new LiveRun(exercise, Answer.of(exercise));
        run = started;
        latest.put(exercise.id(), started);
        started.isCancelledBy(
                runner.start(
                        exercise,
                        started.answer(),
                        progress.failing(exercise),
                        new Listener(started)));
    }

    /** Of a run that has been cancelled nothing is heard any more. */
    private final class Listener implements RunListener {
        private final LiveRun heard;

        Listener(LiveRun heard) {
            this.heard = heard;
        }

        private void then(Runnable action) {
            thread.execute(() -> {
                if (run == heard) {
                    action.run();
                }
            });
        }

        @Override
        public void exampleBegins(Result notRun) {
            then(() -> heard.begins(notRun));
        }

        @Override
        public void exampleEnds(ExampleResult result) {
            then(() -> heard.ends(result));
        }

        @Override
        public void runEnds(Outcome outcome) {
            then(() -> {
                heard.ends(outcome, runner.looksLike(outcome));
                run = null;
                ended(outcome);
                startNext();
            });
        }
    }

    private void ended(Outcome outcome) {
        var exercise = outcome.exercise();
        var wasDone = progress.isDone(exercise);
        progress.ran(outcome);
        if (outcome.isDone()) {
            runner.isDone(exercise);
        }
        states.put(exercise.id(), progress.state(exercise));
        if (wasDone && !outcome.isDone() && !exercise.equals(current)) {
            notice = Words.text("watch.red", exercise.id(), exercise.title());
        }
    }

    public View view() {
        var shown = latest.getOrDefault(current.id(), new LiveRun(current, null));
        var outcome = shown.outcome();
        var trouble = outcome.map(Outcome::trouble).orElse("");
        return new View(
                current,
                course.exercises(),
                Map.copyOf(states),
                phase(shown),
                shown.passed(),
                shown.counted(),
                shown.running().map(Result::example).orElse(""),
                shown.firstOpen(),
                trouble,
                outcome.map(one -> VerdictWords.of(one.score())).orElse(""),
                shown.likeness(),
                current.todos().stream()
                        .min(Comparator.comparing(TodoLine::id, ExerciseOrder.BY_ID)),
                run == null || run == shown ? "" : run.exercise().id(),
                notice);
    }

    /** All exercises. */
    public List<Standing> standings() {
        return course.exercises().stream().map(this::standing).toList();
    }

    private Standing standing(Exercise exercise) {
        var known = latest.get(exercise.id());
        if (known == null) {
            return new Standing(
                    exercise,
                    states.get(exercise.id()),
                    false,
                    progress.passed(exercise),
                    exercise.examples(),
                    "",
                    List.of(),
                    Optional.empty(),
                    "",
                    "");
        }
        var outcome = known.outcome();
        return new Standing(
                exercise,
                states.get(exercise.id()),
                outcome.isEmpty(),
                known.passed(),
                known.counted(),
                known.running().map(Result::example).orElse(""),
                List.copyOf(known.results()),
                known.firstOpen(),
                outcome.map(Outcome::trouble).orElse(""),
                known.likeness());
    }

    private static View.Phase phase(LiveRun shown) {
        if (shown.outcome().isPresent()) {
            return View.Phase.ENDED;
        }
        return shown.running().isPresent() || !shown.results().isEmpty()
                ? View.Phase.RUNNING
                : View.Phase.STARTING;
    }

    @Override
    public void close() {
        queue.clear();
        if (run != null) {
            run.cancel();
            run = null;
        }
    }
}

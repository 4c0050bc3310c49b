package course.cli.grade;

import course.cli.answer.Lesson;
import course.cli.grade.jvm.JvmSettings;
import course.cli.grade.result.GradedExercise;
import course.cli.grade.result.GradedSubmission;
import course.cli.grade.result.Grading;
import course.cli.grade.sandbox.Sandbox;
import course.cli.grade.submission.Submission;
import course.cli.likeness.LooksLike;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;
import course.kit.catalogue.CourseExercise;
import course.kit.jvm.OwnMemory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Judges submissions: each exercise in a JVM of its own, as many beside each other as there are
 * jobs. When all have ended, what has failed is tried again with nothing beside it.
 */
public final class Grader implements AutoCloseable {
    /** Most examples wait most of the time. */
    public static final int USUAL_JOBS = 2 * Runtime.getRuntime().availableProcessors();

    private final List<String> lessonNames;
    private final List<Exercise> exercises;
    private final Map<String, Lesson> lessons = new LinkedHashMap<>();
    private final JvmSettings settings;
    private final ExecutorService workers;
    private final Judgements judgements;

    /**
     * @param exercises those that are graded
     * @param jobs how many of their JVMs run at the same time
     */
    public Grader(Workspace course, List<Exercise> exercises, int jobs) throws IOException {
        this(course, exercises, jobs, Reader::new, JvmSettings::new);
    }

    Grader(
            Workspace course,
            List<Exercise> exercises,
            int jobs,
            Refusals.Source refusals,
            Function<Sandbox, JvmSettings> settingsIn)
            throws IOException {
        OwnMemory.hide(); // the keys are in it
        this.exercises = List.copyOf(exercises);
        lessonNames = exercises.stream().map(Exercise::lesson).distinct().toList();
        for (var name : lessonNames) {
            lessons.put(name, Lesson.of(course, name));
        }
        settings = settingsIn.apply(Sandbox.best(readable(lessons.values())));
        judgements = new Judgements(course, lessons, refusals.of(lessons.values()), settings, jobs);
        workers = Executors.newFixedThreadPool(jobs);
    }

    private static List<Path> readable(Collection<Lesson> lessons) {
        return JvmSettings.readable(
                lessons.stream().flatMap(one -> one.classPath().stream()).distinct().toList());
    }

    /** What keeps submissions from this machine, in words. */
    public String sandbox() {
        return settings.sandbox().told();
    }

    /**
     * @param listener hears of each as soon as it is judged, which is not in their order
     */
    public Grading grade(List<Submission> submissions, Consumer<GradedSubmission> listener)
            throws InterruptedException {
        judgements.forget(); // a worker grades for weeks
        var begun = submissions.stream().map(this::begin).toList();
        var graded = new LinkedHashMap<String, GradedSubmission>();
        for (var one : begun) {
            one.await();
            if (!one.isDoubtful()) {
                graded.put(one.submission.name(), one.graded());
                listener.accept(graded.get(one.submission.name()));
            }
        }
        for (var one : begun) {
            if (!graded.containsKey(one.submission.name())) {
                one.tryAgain();
                graded.put(one.submission.name(), one.graded());
                listener.accept(graded.get(one.submission.name()));
            }
        }
        return new Grading(
                lessonNames, submissions.stream().map(one -> graded.get(one.name())).toList());
    }

    private Begun begin(Submission submission) {
        var parts = new LinkedHashMap<Exercise, Future<Judgement>>();
        if (submission.defect().isEmpty()) {
            for (var exercise : exercises) {
                parts.put(exercise, workers.submit(() -> judgements.judge(submission, exercise)));
            }
        }
        return new Begun(submission, parts);
    }

    /** A submission that is judged. */
    private final class Begun {
        private final Submission submission;
        private final Map<Exercise, Future<Judgement>> parts;
        private final Map<Exercise, Judgement> done = new LinkedHashMap<>();
        private Optional<String> defect;

        Begun(Submission submission, Map<Exercise, Future<Judgement>> parts) {
            this.submission = submission;
            this.parts = parts;
            defect = submission.defect();
        }

        void await() throws InterruptedException {
            for (var part : parts.entrySet()) {
                try {
                    done.put(part.getKey(), part.getValue().get());
                } catch (ExecutionException triedAgain) {
                    // whatever it was, it was not the submission's fault
                }
            }
        }

        boolean isDoubtful() {
            return done.size() < parts.size()
                    || done.values().stream().anyMatch(Judgement::isDoubtful);
        }

        void tryAgain() throws InterruptedException {
            for (var exercise : parts.keySet()) {
                try {
                    if (!done.containsKey(exercise)) {
                        done.put(exercise, judgements.judge(submission, exercise));
                    }
                    done.get(exercise).tryAgain(settings.patient());
                } catch (IOException | RuntimeException fault) {
                    defect = Optional.of("%s: %s".formatted(exercise.id(), fault));
                    return;
                }
            }
        }

        GradedSubmission graded() {
            if (defect.isPresent()) {
                return GradedSubmission.defective(submission.name(), sandbox(), defect.get());
            }
            var all = new ArrayList<GradedExercise>();
            try {
                for (var exercise : exercises) {
                    all.add(graded(exercise, done.get(exercise)));
                }
            } catch (IOException e) {
                return GradedSubmission.defective(submission.name(), sandbox(), e.getMessage());
            }
            return new GradedSubmission(
                    submission.name(),
                    all,
                    submission.notes(),
                    sandbox(),
                    Optional.empty(),
                    all.stream().mapToDouble(GradedExercise::seconds).sum());
        }

        private static GradedExercise graded(Exercise exercise, Judgement judgement)
                throws IOException {
            var examples = judgement.examples();
            return new GradedExercise(
                    CourseExercise.notRun(
                                    exercise.lesson(),
                                    exercise.id(),
                                    exercise.title(),
                                    examples.size())
                            .with(examples),
                    examples,
                    judgement.trouble(),
                    judgement.notes(),
                    judgement.trouble().isEmpty()
                            ? LooksLike.of(exercise, examples)
                            : Optional.empty(),
                    judgement.seconds());
        }
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        judgements.close();
    }
}

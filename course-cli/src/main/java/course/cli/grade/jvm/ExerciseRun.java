package course.cli.grade.jvm;

import course.cli.answer.Lesson;
import course.cli.workspace.Exercise;
import course.kit.report.Result;
import course.kit.report.Verdict;
import course.kit.standby.Message;
import course.kit.standby.Request;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one exercise of a submission, or some of its examples, in a JVM of its own. */
public final class ExerciseRun {
    private static final int MOST_LAST_WORDS = 4_000;

    private final Exercise exercise;
    private final JvmSettings settings;
    private final Told told = new Told();

    /**
     * What came of it.
     *
     * @param ended the examples that have ended, each only once it had begun
     * @param complete whether the JVM said that there is nothing more to come
     * @param inExample whether the last one of {@code ended} has not come to its end
     * @param trouble why there is nothing at all, or else empty
     */
    public record Outcome(
            List<Result> ended, boolean complete, boolean inExample, String trouble) {}

    public ExerciseRun(Exercise exercise, JvmSettings settings) {
        this.exercise = exercise;
        this.settings = settings;
    }

    /**
     * @param classes the answer, by the names of its classes
     * @param only the methods of the examples to run; all, if there are none
     * @throws IOException if it is not the answer's fault that it could not be run
     */
    public Outcome run(Lesson lesson, Map<String, byte[]> classes, List<String> only)
            throws IOException, InterruptedException {
        try (var jvm = new GradedJvm(lesson, classes, settings)) {
            jvm.awaitReady(settings.limits().toBegin());
            jvm.run(
                    new Request(
                            exercise.spec(),
                            exercise.id(),
                            List.of(),
                            only,
                            classes.keySet().stream().sorted().toList()));
            listen(jvm);
            return told.outcome(jvm);
        }
    }

    private void listen(GradedJvm jvm) throws InterruptedException {
        var end = System.nanoTime() + settings.limits().wallClock(exercise.examples()).toNanos();
        var patience = settings.limits().toBegin();
        try {
            while (!told.complete) {
                var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                var next = jvm.next(left.compareTo(patience) < 0 ? left : patience);
                if (next.isEmpty() || !told.hear(next.get())) {
                    told.hasEnded(jvm);
                    return;
                }
                if (next.get().kind() == Message.Kind.RUN_BEGINS) {
                    patience = Duration.ofSeconds(next.get().seconds());
                }
            }
        } catch (GradedJvm.SilenceException e) {
            told.fellSilent(patience);
        }
    }

    /** What has been heard of it so far. */
    private static final class Told {
        private final List<Result> ended = new ArrayList<>();
        private Optional<Result> running = Optional.empty();
        private boolean begun;
        private boolean complete;

        /** Whether it may be said now: an example passes only after it has begun. */
        boolean hear(Message message) {
            switch (message.kind()) {
                case EXAMPLE_BEGINS -> running = Optional.of(message.result());
                case EXAMPLE_ENDS -> {
                    var result = message.result();
                    if (result.verdict() == Verdict.PASSED
                            && running.filter(one -> isSame(one, result)).isEmpty()) {
                        return false;
                    }
                    ended.add(result);
                    running = Optional.empty();
                }
                case ALL -> begun = true;
                case RUN_ENDS -> complete = true;
                case HELLO, READY, RUN_BEGINS, PRINTED -> {}
            }
            return true;
        }

        private static boolean isSame(Result one, Result other) {
            return one.exercise().equals(other.exercise())
                    && one.spec().equals(other.spec())
                    && one.method().equals(other.method())
                    && one.example().equals(other.example());
        }

        void hasEnded(GradedJvm jvm) {
            running.ifPresent(one -> {
                var words = lastWords(jvm);
                var text = words.isBlank() ? "" : "\n  Its last words:\n" + words.indent(4);
                var result = one.endedWithJvm();
                ended.add(result.with(Verdict.FAILED, result.message() + text.stripTrailing(), 0));
            });
        }

        void fellSilent(Duration patience) {
            running.ifPresent(one ->
                    ended.add(
                            one.with(
                                    Verdict.HUNG,
                                    ("not even its deadline could end it: nothing was heard of its"
                                                    + " JVM for %s s, or all examples together took"
                                                    + " too long, and it was ended")
                                            .formatted(patience.toSeconds()),
                                    patience.toSeconds())));
        }

        Outcome outcome(GradedJvm jvm) {
            var trouble =
                    begun ? "" : "the JVM ended before the first example began:\n" + lastWords(jvm);
            return new Outcome(List.copyOf(ended), complete, running.isPresent(), trouble);
        }

        private static String lastWords(GradedJvm jvm) {
            var words = jvm.lastWords();
            return words.substring(0, Math.min(words.length(), MOST_LAST_WORDS));
        }
    }
}

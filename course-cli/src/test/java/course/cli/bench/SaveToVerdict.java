package course.cli.bench;

import course.cli.answer.Answer;
import course.cli.progress.Progress;
import course.cli.run.ExampleResult;
import course.cli.run.Outcome;
import course.cli.run.RunListener;
import course.cli.run.Runs;
import course.cli.trial.CourseCopy;
import course.cli.watch.Runner;
import course.cli.watch.SaveWatcher;
import course.cli.watch.Session;
import course.cli.watch.Turns;
import course.cli.workspace.Exercise;
import course.kit.report.Result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How long it takes from a save to the first verdict and to the last: a line of a right answer is
 * changed, exercise by exercise, while the command watches. See CONTRIBUTING.md.
 */
public final class SaveToVerdict {
    private static final int ROUNDS = 3;
    private static final long STUCK = 10;

    private final CourseCopy course;
    private final Turns turns = new Turns();
    private final List<Duration> firsts = new ArrayList<>();
    private final List<Duration> lasts = new ArrayList<>();
    private final List<Duration> mavens = new ArrayList<>();
    private Session session;
    private Watched watched;

    /** What is heard of the run after a save. */
    private static final class Watched {
        final CompletableFuture<Long> first = new CompletableFuture<>();
        final CompletableFuture<Long> last = new CompletableFuture<>();
        volatile Outcome outcome;
    }

    private SaveToVerdict(CourseCopy course) {
        this.course = course;
    }

    /**
     * @param arguments ids of exercises, or of lessons; with {@code --maven}, each is run by Maven,
     *     too
     */
    public static void main(String... arguments) throws Exception {
        var withMaven = List.of(arguments).contains("--maven");
        var ids = Arrays.stream(arguments).filter(one -> !one.startsWith("--")).toList();
        var folder = Files.createTempDirectory("save to verdict");
        try {
            var course = withMaven ? CourseCopy.wholeIn(folder) : CourseCopy.in(folder);
            new SaveToVerdict(course).measure(ids, withMaven);
        } finally {
            CourseCopy.delete(folder);
        }
        System.exit(0);
    }

    private void measure(List<String> ids, boolean withMaven) throws Exception {
        Predicate<Exercise> chosen =
                one ->
                        ids.isEmpty()
                                || ids.stream()
                                        .anyMatch(id -> (one.id() + ".").startsWith(id + "."));
        var exercises = course.workspace().exercises().stream().filter(chosen).toList();
        System.out.printf("%-5s %-24s %9s %9s%n", "", "seconds after the save", "first", "last");
        try (var runs = new Runs(course.workspace(), 2)) {
            session =
                    new Session(
                            course.workspace(),
                            Progress.of(course.workspace()),
                            listening(runs),
                            turns);
            Thread.ofPlatform().daemon().start(() -> turns.run(() -> {}));
            try (var _ =
                    new SaveWatcher(
                            folders(), files -> turns.execute(() -> session.saved(files)))) {
                for (var one : exercises) {
                    measure(one);
                }
                awaitReady();
                System.out.printf("Standing by: %s MiB in all.%n", mebibytes());
            }
        }
        if (withMaven) {
            for (var one : exercises) {
                maven(one);
            }
        }
        summary("first verdict", firsts);
        summary("last verdict", lasts);
        summary("Maven", mavens);
    }

    private List<Path> folders() {
        return course.workspace().exercises().stream()
                .map(one -> one.source().getParent())
                .distinct()
                .toList();
    }

    private Runner listening(Runs runs) {
        return new Runner() {
            @Override
            public void prepare(Exercise exercise) {
                runs.prepare(exercise);
            }

            @Override
            public Runnable start(
                    Exercise exercise, Answer answer, List<String> first, RunListener listener) {
                return runs.start(exercise, answer, first, timed(listener))::cancel;
            }

            @Override
            public String looksLike(Outcome outcome) {
                return "";
            }

            @Override
            public void isDone(Exercise exercise) {}
        };
    }

    private RunListener timed(RunListener listener) {
        var heard = watched;
        return new RunListener() {
            @Override
            public void exampleBegins(Result notRun) {
                listener.exampleBegins(notRun);
            }

            @Override
            public void exampleEnds(ExampleResult result) {
                heard.first.complete(System.nanoTime());
                listener.exampleEnds(result);
            }

            @Override
            public void runEnds(Outcome outcome) {
                if (!heard.last.isDone()) {
                    heard.outcome = outcome;
                    heard.first.complete(System.nanoTime());
                    heard.last.complete(System.nanoTime());
                }
                listener.runEnds(outcome);
            }
        };
    }

    private void measure(Exercise exercise) throws Exception {
        var answer = course.right(exercise.id());
        var begun = new Watched();
        watched = begun;
        course.writeHelpers(exercise.id());
        course.write(exercise.id(), answer);
        turns.execute(() -> session.go(exercise));
        begun.last.get(STUCK, TimeUnit.MINUTES);
        for (var i = 0; i < ROUNDS; i++) {
            awaitReady();
            var next = new Watched();
            watched = next;
            var changed = answer + "// changed " + i + "\n";
            var start = System.nanoTime();
            course.write(exercise.id(), changed);
            var first = Duration.ofNanos(next.first.get(STUCK, TimeUnit.MINUTES) - start);
            var last = Duration.ofNanos(next.last.get(STUCK, TimeUnit.MINUTES) - start);
            if (!next.outcome.isDone()) {
                System.out.println(
                        "not done: " + next.outcome.score().state() + next.outcome.trouble());
            }
            firsts.add(first);
            lasts.add(last);
            System.out.printf(
                    "%-5s %-24s %9s %9s%n",
                    exercise.id(), exercise.title(), seconds(first), seconds(last));
        }
    }

    /** As it is when a learner saves: thinking takes longer than a JVM takes to start. */
    private static void awaitReady() throws InterruptedException {
        TimeUnit.SECONDS.sleep(4);
    }

    private void maven(Exercise exercise) throws IOException, InterruptedException {
        var spec = exercise.spec().replaceFirst(".*\\.", "");
        var command =
                new ProcessBuilder(
                                "mvn",
                                "-o",
                                "-q",
                                "test",
                                "-Dtrack=exercise",
                                "-pl",
                                exercise.lesson(),
                                "-Dtest=" + spec)
                        .directory(course.root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(course.root().resolve("maven.txt").toFile());
        course.write(exercise.id(), course.right(exercise.id()) + "// for Maven\n");
        var start = System.nanoTime();
        var status = command.start().waitFor();
        var time = Duration.ofNanos(System.nanoTime() - start);
        mavens.add(time);
        System.out.printf(
                "%-5s %-24s %9s by Maven%s%n",
                exercise.id(),
                exercise.title(),
                seconds(time),
                status == 0 ? "" : ", which failed");
    }

    private static void summary(String what, List<Duration> all) {
        if (!all.isEmpty()) {
            var sorted = all.stream().sorted().toList();
            System.out.printf(
                    "%-14s median %s s, 95 %% within %s s, longest %s s (%s saves)%n",
                    what,
                    seconds(sorted.get(sorted.size() / 2)),
                    seconds(sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1)),
                    seconds(sorted.getLast()),
                    sorted.size());
        }
    }

    private static String seconds(Duration time) {
        return "%.2f".formatted(time.toMillis() / 1e3);
    }

    /** The share of each process of the memory that it uses, this one and its descendants. */
    private static long mebibytes() throws IOException {
        var kibibytes = 0L;
        var self = ProcessHandle.current();
        for (var one : Stream.concat(Stream.of(self), self.descendants()).toList()) {
            var share = Path.of("/proc/%s/smaps_rollup".formatted(one.pid()));
            kibibytes +=
                    Files.readAllLines(share).stream()
                            .filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum();
        }
        return kibibytes / 1024;
    }
}

package course.cli.grade;

import course.cli.answer.Lesson;
import course.cli.grade.jvm.CompilerJvm;
import course.cli.grade.jvm.JvmSettings;
import course.cli.grade.submission.Submission;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;
import course.kit.catalogue.ExampleNames;
import course.kit.report.Result;
import course.kit.report.Verdict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Judges answers; those of one grading that are the same to the last byte of their classes, once.
 */
final class Judgements implements AutoCloseable {
    private static final String STUB = "the file is the stub: nothing is written yet";
    private static final String KNOWN =
            "another submission of this grading has the same code: it was judged once";

    private final Map<String, Lesson> lessons;
    private final ExampleNames names;
    private final Refusals refusals;
    private final JvmSettings settings;
    private final BlockingQueue<CompilerJvm> compilers = new LinkedBlockingQueue<>();
    private final List<CompilerJvm> allCompilers = new ArrayList<>();
    private final Map<String, CompletableFuture<ExerciseJudge>> known = new ConcurrentHashMap<>();

    Judgements(
            Workspace course,
            Map<String, Lesson> lessons,
            Refusals refusals,
            JvmSettings settings,
            int jobs)
            throws IOException {
        this.lessons = Map.copyOf(lessons);
        this.refusals = refusals;
        this.settings = settings;
        names = ExampleNames.read(course.root());
        for (var i = 0; i < jobs; i++) {
            allCompilers.add(new CompilerJvm(course.root()));
        }
        compilers.addAll(allCompilers);
    }

    /** What was judged before is judged anew. */
    void forget() {
        known.clear();
    }

    Judgement judge(Submission submission, Exercise exercise)
            throws IOException, InterruptedException {
        var notRun = names.of(exercise.id());
        return switch (answer(submission, exercise)) {
            case Answers.Untouched untouched ->
                    Judgement.without(
                            notRun.stream().map(one -> one.with(Verdict.TO_DO, STUB, 0)).toList(),
                            "");
            case Answers.Refused refused -> Judgement.without(notRun, refused.why());
            case Answers.Runnable runnable -> judge(exercise, runnable.classes(), notRun);
        };
    }

    private Answers.Answer answer(Submission submission, Exercise exercise)
            throws IOException, InterruptedException {
        var compiler = compilers.take();
        try {
            return new Answers(compiler, refusals)
                    .of(submission, exercise, lessons.get(exercise.lesson()));
        } finally {
            compilers.add(compiler);
        }
    }

    private Judgement judge(Exercise exercise, Map<String, byte[]> classes, List<Result> notRun)
            throws IOException, InterruptedException {
        var fingerprint = fingerprint(exercise, classes);
        var mine = new CompletableFuture<ExerciseJudge>();
        var others = known.putIfAbsent(fingerprint, mine);
        if (others != null) {
            return Judgement.of(result(others)).note(KNOWN);
        }
        var judge = new ExerciseJudge(exercise, lessons.get(exercise.lesson()), classes, notRun);
        try {
            judge.run(settings);
            mine.complete(judge);
            return Judgement.of(judge);
        } catch (Throwable fault) {
            known.remove(fingerprint);
            mine.completeExceptionally(fault);
            throw fault;
        }
    }

    private static ExerciseJudge result(CompletableFuture<ExerciseJudge> others)
            throws IOException, InterruptedException {
        try {
            return others.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
    }

    private static String fingerprint(Exercise exercise, Map<String, byte[]> classes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(exercise.id().getBytes(StandardCharsets.UTF_8));
            new TreeMap<>(classes)
                    .forEach((name, bytes) -> {
                        digest.update(
                                "%s %s\n"
                                        .formatted(name, bytes.length)
                                        .getBytes(StandardCharsets.UTF_8));
                        digest.update(bytes);
                    });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        allCompilers.forEach(CompilerJvm::close);
        refusals.close();
    }
}

package course.kit;

import course.kit.Verdicts.Hung;
import course.kit.Verdicts.NotDone;
import course.kit.Verdicts.StillToDo;

import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Hears from JUnit how each example ended, so that table, result file and JUnit's XML agree. */
public final class ResultListener implements TestExecutionListener {
    /** Names the folder of the result file. */
    static final String OUTPUT = "course.output";

    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final List<Result> results = new ArrayList<>();
    private final List<ToDo> toDos = new ArrayList<>();
    private TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        var failedContainer =
                test.isContainer() && result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() || failedContainer) {
            add(test, verdict(result), message(result));
            result.getThrowable().flatMap(ResultListener::toDo).ifPresent(toDos::add);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (test.isTest()) {
            add(test, Verdict.SKIPPED, reason);
        } else {
            plan.getChildren(test).forEach(child -> executionSkipped(child, reason));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (results.isEmpty()) {
            return;
        }
        var module =
                System.getProperty(
                        "course.module", Path.of("").toAbsolutePath().getFileName() + "");
        var file = ResultFile.of(module, Track.current(), results);
        try {
            file.write(outputFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.print(new ProgressTable(file, toDos));
        System.out.flush();
    }

    private static Path outputFile() {
        var folder = Path.of(System.getProperty(OUTPUT, "target/course"));
        return folder.resolve(Track.current().id() + ".json");
    }

    private void add(TestIdentifier test, Verdict verdict, String message) {
        var nanos = System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime());
        specOf(test)
                .ifPresent(spec -> {
                    var exercise = ExampleExtension.exerciseOf(spec);
                    results.add(
                            new Result(
                                    exercise.id(),
                                    exercise.title(),
                                    spec.getSimpleName(),
                                    sentence(test),
                                    methodOf(test),
                                    verdict,
                                    message,
                                    Math.round(nanos / 1e6) / 1e3));
                });
    }

    /** The spec class that the test belongs to; nothing for tests that are no specs. */
    private static Optional<Class<?>> specOf(TestIdentifier test) {
        var source = test.getSource().orElse(null);
        Class<?> type = null;
        if (source instanceof MethodSource method) {
            type = method.getJavaClass();
        } else if (source instanceof ClassSource aClass) {
            type = aClass.getJavaClass();
        }
        for (var outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (AnnotationSupport.isAnnotated(outer, Exercise.class)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * A parameterized example's invocation is named by its arguments alone: its method is added.
     */
    private String sentence(TestIdentifier test) {
        return plan.getParent(test)
                .filter(parent -> parent.getSource().orElse(null) instanceof MethodSource)
                .map(parent -> parent.getDisplayName() + ", " + test.getDisplayName())
                .orElse(test.getDisplayName());
    }

    private static String methodOf(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(MethodSource::getMethodName)
                .orElse("");
    }

    private static Verdict verdict(TestExecutionResult result) {
        var thrown = result.getThrowable().orElse(null);
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Verdict.PASSED;
            case ABORTED -> thrown instanceof StillToDo ? Verdict.TO_DO : Verdict.SKIPPED;
            case FAILED -> {
                if (thrown instanceof NotDone) {
                    yield Verdict.TO_DO;
                }
                yield thrown instanceof Hung ? Verdict.HUNG : Verdict.FAILED;
            }
        };
    }

    private static String message(TestExecutionResult result) {
        return result.getThrowable().map(ResultListener::message).orElse("");
    }

    private static String message(Throwable thrown) {
        return toDo(thrown)
                .map(ToDo::toString)
                .or(() -> Optional.ofNullable(thrown.getMessage()))
                .orElse(thrown.toString());
    }

    private static Optional<ToDo> toDo(Throwable thrown) {
        return switch (thrown) {
            case StillToDo still -> Optional.of(still.toDo());
            case NotDone not -> Optional.of(not.toDo());
            default -> Optional.empty();
        };
    }
}

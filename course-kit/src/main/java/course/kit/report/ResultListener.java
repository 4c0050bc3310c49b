package course.kit.report;

import course.kit.failure.FailureText;
import course.kit.failure.ToDo;
import course.kit.failure.Verdicts.Hung;
import course.kit.failure.Verdicts.NotDone;
import course.kit.failure.Verdicts.StillToDo;
import course.kit.jvm.LimitedOutput;
import course.kit.spec.Exercises;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Hears from JUnit how each example ended, so that table, result file and JUnit's XML agree. */
public final class ResultListener implements TestExecutionListener {
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final ResultStream stream;
    private final Ledger ledger;
    private final List<ToDo> toDos = new ArrayList<>();
    private TestPlan plan;

    /** Keeps them in the module's result file; JUnit finds it as a service. */
    public ResultListener() {
        this(ResultStream.FILE);
    }

    /** Tells them as they come, and keeps nothing. */
    public ResultListener(ResultStream stream) {
        this.stream = stream;
        ledger = new Ledger(stream);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
        plan.getRoots().forEach(this::register);
        if (!ledger.isEmpty()) {
            ledger.writeAtStart();
        }
    }

    private void register(TestIdentifier test) {
        if (isExample(test)) {
            add(test);
        }
        plan.getChildren(test).forEach(this::register);
    }

    /** Or several: the invocations of a parameterized one are not known before it runs. */
    private static boolean isExample(TestIdentifier test) {
        return test.isTest() || test.getSource().orElse(null) instanceof MethodSource;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
        if (test.isTest()) {
            add(test);
            ledger.begins(test.getUniqueId());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isContainer()) {
                    openIn(test).forEach(one -> ledger.remove(one.getUniqueId()));
                }
            }
            case ABORTED ->
                    openIn(test).forEach(one -> ends(one, verdict(result), message(result)));
            case FAILED -> {}
        }
        if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            ends(test, verdict(result), message(result));
            result.getThrowable().flatMap(ResultListener::toDo).ifPresent(toDos::add);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        withDescendants(test)
                .filter(ResultListener::isExample)
                .forEach(one -> ends(one, Verdict.SKIPPED, reason));
    }

    /** What is still not run of a container and all below it. */
    private Stream<TestIdentifier> openIn(TestIdentifier container) {
        return withDescendants(container).filter(one -> ledger.isOpen(one.getUniqueId()));
    }

    private Stream<TestIdentifier> withDescendants(TestIdentifier test) {
        return Stream.concat(Stream.of(test), plan.getDescendants(test).stream());
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (ledger.isEmpty()) {
            return;
        }
        ledger.writeAtEnd();
        if (stream != ResultStream.FILE) {
            return;
        }
        var out = LimitedOutput.unlimited();
        out.print(new ProgressTable(ledger.file(), toDos));
        out.flush();
    }

    private void ends(TestIdentifier test, Verdict verdict, String message) {
        if (specOf(test).isEmpty()) {
            return;
        }
        add(test);
        var nanos = System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime());
        ledger.ends(
                test.getUniqueId(),
                verdict,
                FailureText.shortened(message),
                Math.round(nanos / 1e6) / 1e3);
    }

    private void add(TestIdentifier test) {
        specOf(test)
                .ifPresent(spec -> {
                    var exercise = Exercises.of(spec).orElseThrow();
                    ledger.add(
                            test.getUniqueId(),
                            test.getParentId().orElse(""),
                            new Result(
                                    exercise.id(),
                                    exercise.title(),
                                    spec.getSimpleName(),
                                    sentence(test),
                                    methodOf(test),
                                    Verdict.NOT_RUN,
                                    "",
                                    0));
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
        return Optional.<Class<?>>ofNullable(type).filter(one -> Exercises.of(one).isPresent());
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

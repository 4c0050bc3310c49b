package course.kit.standby;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import course.kit.Deadline;
import course.kit.Exercise;
import course.kit.jvm.OwnJvm;
import course.kit.report.Result;
import course.kit.report.ResultListener;
import course.kit.report.ResultStream;
import course.kit.spec.Exercises;
import course.kit.spec.NeutralLocale;
import course.kit.track.Candidates;
import course.kit.track.Settings;
import course.kit.track.Track;

import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Specs, run by JUnit in this JVM; nothing is written to a file. */
final class SpecLaunch {
    private static final long TO_TIDY_UP = 20;

    private SpecLaunch() {}

    /** Loads all that a run needs but the answer, by a run without it. */
    static void warmUp(List<String> specs) {
        var likely = type(specs.getFirst());
        if (!AnnotationSupport.isAnnotated(likely, OwnJvm.class)) {
            runOne(likely);
        }
        var selectors = specs.stream().map(spec -> selectClass(type(spec))).toList();
        launcher(ResultStream.NOWHERE).discover(request(selectors, method -> true));
    }

    /** The spec's first example, on the reference. */
    private static void runOne(Class<?> spec) {
        var contract = Candidates.contractOf(spec);
        var reference = Candidates.implementationName(contract, Track.REFERENCE);
        Settings.nextRun(Optional.of(reference), Settings.current().output(), List.of());
        var first = new AtomicBoolean(true);
        var request =
                request(List.of(selectClass(spec)), method -> first.compareAndSet(true, false));
        launcher(ResultStream.NOWHERE).execute(request);
    }

    static void run(Request request, Line line) {
        Settings.nextRun(Optional.empty(), Settings.current().output(), request.first());
        request.classes().forEach(SpecLaunch::type);
        var launcher = launcher(new Told(line));
        var plan =
                launcher.discover(
                        request(
                                List.of(selectClass(type(request.spec()))),
                                method -> request.isOf(exercise(method), method.getMethodName())));
        line.send(Message.runBegins(longestExample(plan)));
        launcher.execute(plan);
    }

    /** Hands results on as messages. */
    private record Told(Line line) implements ResultStream {
        @Override
        public void runBegins(List<Result> all) {
            line.send(Message.of(Message.Kind.ALL, all));
        }

        @Override
        public void exampleBegins(Result notRun) {
            line.send(Message.of(Message.Kind.EXAMPLE_BEGINS, notRun));
        }

        @Override
        public void exampleEnds(Result result) {
            line.send(Message.of(Message.Kind.EXAMPLE_ENDS, result));
        }

        @Override
        public void runEnds(List<Result> all) {
            line.send(Message.of(Message.Kind.RUN_ENDS, all));
        }
    }

    private static Launcher launcher(ResultStream stream) {
        return LauncherFactory.create(
                LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .addTestExecutionListeners(new NeutralLocale(), new ResultListener(stream))
                        .build());
    }

    private static LauncherDiscoveryRequest request(
            List<? extends DiscoverySelector> selectors, Predicate<MethodSource> wanted) {
        PostDiscoveryFilter filter =
                test ->
                        FilterResult.includedIf(
                                test.getSource()
                                        .filter(MethodSource.class::isInstance)
                                        .map(MethodSource.class::cast)
                                        .filter(wanted)
                                        .isPresent());
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(filter)
                .build();
    }

    private static String exercise(MethodSource method) {
        return Exercises.of(method.getJavaClass()).map(Exercise::id).orElse("");
    }

    /** The first one of a run has twice the time. */
    private static long longestExample(TestPlan plan) {
        var longest =
                plan.getRoots().stream()
                        .flatMap(root -> plan.getDescendants(root).stream())
                        .flatMap(test -> test.getSource().stream())
                        .filter(MethodSource.class::isInstance)
                        .map(MethodSource.class::cast)
                        .mapToLong(SpecLaunch::deadline)
                        .max()
                        .orElse(0);
        return TO_TIDY_UP + 2 * Math.max(longest, Settings.current().deadline().toSeconds());
    }

    private static long deadline(MethodSource method) {
        return AnnotationSupport.findAnnotation(method.getJavaMethod(), Deadline.class)
                .or(() -> AnnotationSupport.findAnnotation(method.getJavaClass(), Deadline.class))
                .map(Deadline::seconds)
                .orElse(0);
    }

    private static Class<?> type(String name) {
        return ReflectionSupport.tryToLoadClass(name)
                .getOrThrow(e -> new IllegalStateException("there is no class " + name, e));
    }
}

package course.kit.example;

import course.kit.failure.Conversation;
import course.kit.failure.FailureText;
import course.kit.failure.Harmless;
import course.kit.failure.Stacks;
import course.kit.failure.ToDo;
import course.kit.failure.Verdicts.Failed;
import course.kit.failure.Verdicts.Hung;
import course.kit.failure.Verdicts.KitVerdict;
import course.kit.failure.Verdicts.NotDone;
import course.kit.failure.Verdicts.StillToDo;
import course.kit.jvm.ExampleThreads;
import course.kit.trace.Trace;
import course.kit.track.Settings;

import org.opentest4j.TestAbortedException;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what an example has come to, with all that helps to see why. */
final class Judge {
    private static final String AFTERWARDS =
            "the example itself went well, but tidying up after it failed: ";

    private final String exercise;
    private final String lesson;
    private final TimeLimit limit;
    private final ExampleThreads threads;
    private final Uncaught uncaught;
    private final Trace trace;
    private final Map<String, Supplier<List<String>>> explanations =
            Collections.synchronizedMap(new LinkedHashMap<>());
    private boolean tidying;

    Judge(
            String exercise,
            String lesson,
            TimeLimit limit,
            ExampleThreads threads,
            Uncaught uncaught,
            Trace trace) {
        this.exercise = exercise;
        this.lesson = lesson;
        this.limit = limit;
        this.threads = threads;
        this.uncaught = uncaught;
        this.trace = trace;
    }

    /** What an author knows of the example, and a failure shall tell. */
    void addExplanation(String heading, Supplier<List<String>> lines) {
        explanations.put(heading, lines);
    }

    /**
     * If nothing has gone wrong so far, what fails from here on is no longer the example itself.
     */
    void tidyingBegins() {
        tidying |= uncaught.isEmpty();
    }

    void tidyingEnds() {
        tidying = false;
    }

    /** Of a part that has not ended in time. */
    Hung hung() {
        CurrentRun.hasHung(exercise);
        var wrong = "%sno end within %s s".formatted(when(), limit.deadline().toSeconds());
        trace.fails(wrong);
        var text = new FailureText(wrong).section("Where the code stood:", whereTheCodeStood());
        return new Hung(withCircumstances(text).toString());
    }

    /** A class whose static initialiser hangs in an earlier example holds up the later ones. */
    private List<String> whereTheCodeStood() {
        var here = Stacks.describe(threads.alive());
        return here.isEmpty() ? Stacks.describe(ExampleThreads.initialising()) : here;
    }

    /**
     * What JUnit shall see for something thrown in this example: always of the kit's own making.
     */
    Throwable judge(Throwable thrown) {
        try {
            return verdict(Harmless.of(thrown, threads));
        } catch (Throwable e) {
            return new Failed(
                    "%s was thrown, and can't be told: %s"
                            .formatted(thrown.getClass().getName(), e.getClass().getName()));
        }
    }

    private Throwable verdict(Throwable thrown) {
        var toDo = ToDo.in(thrown).or(uncaught::toDo);
        if (toDo.isPresent()) {
            return Settings.current().strict()
                    ? new NotDone(toDo.get())
                    : new StillToDo(toDo.get());
        }
        if (thrown instanceof KitVerdict) {
            return thrown;
        }
        if (thrown instanceof TestAbortedException) {
            return new Failed(
                    "only a spec skips an example, and your code threw " + FailureText.told(thrown),
                    thrown);
        }
        if (limit.isPatienceOver()) {
            CurrentRun.hasWaitedInVain(exercise);
        }
        var wrong = when() + told(thrown);
        trace.fails(withoutSections(wrong));
        var text =
                new FailureText(wrong)
                        .section(
                                "Where your code stood:",
                                Stacks.describeOwn(threads.aliveBesideWorker()));
        return new Failed(withCircumstances(text).toString(), thrown);
    }

    /** What went wrong beside the example is the reason why it met an exception of others. */
    private String told(Throwable thrown) {
        var told = FailureText.told(thrown);
        return thrown instanceof AssertionError || FailureText.hasPlace(thrown)
                ? told
                : uncaught.reason()
                        .map(reason -> reason + "; the example itself met " + told)
                        .orElse(told);
    }

    /** A message may tell more, below headings of its own. */
    private static String withoutSections(String wrong) {
        var lines = wrong.lines().toList();
        return Stream.concat(
                        lines.stream().limit(1),
                        lines.stream().skip(1).takeWhile(line -> !line.endsWith(":")))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    private static List<String> told(Supplier<List<String>> explanation) {
        try {
            return explanation.get();
        } catch (RuntimeException e) {
            return List.of("(it can't be told: " + e + ")");
        }
    }

    private String when() {
        return tidying ? AFTERWARDS : "";
    }

    /** How the code went beside the example's own thread, and where to read on. */
    private FailureText withCircumstances(FailureText text) {
        var beside = uncaught.told().stream().filter(line -> !text.contains(line)).toList();
        text.section("Meanwhile:", beside);
        List.copyOf(explanations.entrySet())
                .forEach(one -> text.section(one.getKey(), told(one.getValue())));
        return text.section("What was said:", new Conversation(trace).lines())
                .line("Read on: " + lesson);
    }
}

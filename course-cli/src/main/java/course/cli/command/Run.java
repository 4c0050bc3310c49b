package course.cli.command;

import course.cli.answer.Answer;
import course.cli.keep.History;
import course.cli.keep.Why;
import course.cli.likeness.LooksLike;
import course.cli.progress.Progress;
import course.cli.run.ExampleResult;
import course.cli.run.Outcome;
import course.cli.run.Runs;
import course.cli.words.Columns;
import course.cli.words.VerdictWords;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** {@code ./course run}. */
@Command(name = "run", mixinStandardHelpOptions = true)
public final class Run implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Parameters(paramLabel = "ID", completionCandidates = Chosen.Ids.class, descriptionKey = "ID")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var course = Workspace.here();
        var progress = Progress.of(course);
        var chosen = chosen(course);
        new History(course).keepWritten(chosen, Why.VISIT);
        var allDone = true;
        try (var runs = new Runs(course, 1)) {
            for (var exercise : chosen) {
                var outcome = outcome(runs, exercise);
                progress.ran(outcome);
                var like = LooksLike.of(exercise, outcome.results());
                System.out.println(
                        json ? RunReport.of(outcome, like).json() : new RunText(outcome, like));
                allDone &= outcome.isDone();
            }
        }
        return allDone ? 0 : 1;
    }

    private static Outcome outcome(Runs runs, Exercise exercise) {
        var ended = new CompletableFuture<Outcome>();
        runs.start(exercise, Answer.of(exercise), List.of(), ended::complete);
        return ended.join();
    }

    private Iterable<Exercise> chosen(Workspace course) {
        if (ids.isEmpty()) {
            return course.exercises();
        }
        var chosen = new LinkedHashSet<Exercise>();
        for (var id : ids) {
            var found =
                    course.exercises().stream()
                            .filter(one -> one.id().equals(id) || one.id().startsWith(id + "."))
                            .toList();
            if (found.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), Words.text("exercise.unknown", id));
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    /** What came of a run, for people. */
    private record RunText(Outcome outcome, Optional<LooksLike> looksLike) {
        @Override
        public String toString() {
            var exercise = outcome.exercise();
            var score = outcome.score();
            var head =
                    "%s %s "
                            .formatted(
                                    Columns.padded(exercise.id(), 4),
                                    Columns.padded(exercise.title(), 24));
            if (!outcome.trouble().isEmpty()) {
                return head + Words.text("run.trouble") + "\n" + outcome.trouble().indent(5);
            }
            var text =
                    new StringBuilder(
                            "%s%3s / %-3s %s"
                                    .formatted(
                                            head,
                                            score.passed(),
                                            score.counted(),
                                            VerdictWords.of(score)));
            outcome.firstOpen().ifPresent(first -> text.append('\n').append(told(first)));
            looksLike.ifPresent(one ->
                    text.append('\n')
                            .append(
                                    Words.text("run.looksLike", one.mistake(), one.inRealLife())
                                            .indent(5)
                                            .stripTrailing()));
            return text.toString();
        }

        private String told(ExampleResult example) {
            var result = example.result();
            var text =
                    Words.text("run.example", VerdictWords.of(result.verdict()), result.example())
                            + "\n"
                            + result.message().indent(2).stripTrailing();
            return text.indent(5).stripTrailing();
        }
    }
}

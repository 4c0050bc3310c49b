package course.cli.command;

import course.cli.answer.Answer;
import course.cli.keep.History;
import course.cli.keep.Why;
import course.cli.likeness.LooksLike;
import course.cli.progress.Progress;
import course.cli.run.Outcome;
import course.cli.run.RunListener;
import course.cli.run.Runs;
import course.cli.screen.FullScreen;
import course.cli.screen.PlainLines;
import course.cli.screen.Ui;
import course.cli.start.Build;
import course.cli.watch.Runner;
import course.cli.watch.SaveWatcher;
import course.cli.watch.Session;
import course.cli.watch.Turns;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import org.jline.terminal.TerminalBuilder;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./course watch}, and {@code ./course} alone. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description =
                "Shows an exercise, and runs it whenever you save it (as ./course alone does).")
public final class Watch implements Callable<Integer> {
    private static final int STANDING_BY = 2;

    @Override
    public Integer call() throws IOException {
        var course = Workspace.here();
        var turns = new Turns();
        try (var runs = new Runs(course, STANDING_BY);
                var session =
                        new Session(course, Progress.of(course), runner(course, runs), turns);
                var ui = ui(course, session, turns);
                var _ = new CourseWatch(() -> turns.end(Build.NOT_CURRENT));
                var _ = saves(course, session, turns)) {
            turns.execute(session::begin);
            return turns.run(() -> ui.show(session.view()));
        }
    }

    private static SaveWatcher saves(Workspace course, Session session, Turns turns)
            throws IOException {
        var folders =
                course.exercises().stream()
                        .map(one -> one.source().getParent())
                        .distinct()
                        .toList();
        return new SaveWatcher(folders, files -> turns.execute(() -> session.saved(files)));
    }

    private static Runner runner(Workspace course, Runs runs) {
        return new Runner() {
            @Override
            public void prepare(Exercise exercise) {
                runs.prepare(exercise);
            }

            @Override
            public Runnable start(
                    Exercise exercise, Answer answer, List<String> first, RunListener listener) {
                return runs.start(exercise, answer, first, listener)::cancel;
            }

            @Override
            public String looksLike(Outcome outcome) {
                try {
                    return LooksLike.of(outcome.exercise(), outcome.results())
                            .map(one ->
                                    Words.text("run.looksLike", one.mistake(), one.inRealLife()))
                            .orElse("");
                } catch (IOException saysNothing) {
                    return "";
                }
            }

            @Override
            public void isDone(Exercise exercise) {
                try {
                    new History(course).keepIfNew(exercise, Why.DONE);
                } catch (IOException e) {
                    // nothing of the learner's is overwritten here
                }
            }
        };
    }

    private static Ui ui(Workspace course, Session session, Turns turns) throws IOException {
        var helpers = new Assistance();
        if (isPainted()) {
            var terminal = TerminalBuilder.builder().system(true).dumb(true).build();
            if (!terminal.getType().startsWith("dumb")) {
                return new FullScreen(terminal, course.root(), session, helpers, turns);
            }
            terminal.close();
        }
        return new PlainLines(System.out, course.root(), session, helpers, turns);
    }

    private static boolean isPainted() {
        var console = System.console();
        var type = System.getenv("TERM");
        return console != null && console.isTerminal() && (type == null || !type.equals("dumb"));
    }
}

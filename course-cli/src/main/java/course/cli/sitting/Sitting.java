package course.cli.sitting;

import course.cli.answer.Answer;
import course.cli.keep.History;
import course.cli.keep.Why;
import course.cli.likeness.LooksLike;
import course.cli.page.Page;
import course.cli.progress.Progress;
import course.cli.run.Outcome;
import course.cli.run.RunListener;
import course.cli.run.Runs;
import course.cli.screen.Ui;
import course.cli.start.Build;
import course.cli.watch.Runner;
import course.cli.watch.SaveWatcher;
import course.cli.watch.Session;
import course.cli.watch.Turns;
import course.cli.words.Words;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A learner's session from its begin to its end: what is saved is run, and seen at once. */
final class Sitting {
    private static final int STANDING_BY = 2;

    private Sitting() {}

    /** Where it is seen, besides on the page. */
    interface Seen {
        Ui open(Workspace course, Session session, Optional<Page> page, Turns turns)
                throws IOException;
    }

    /** Until its end; returns the exit status. */
    static int run(Seen seen) throws IOException {
        var course = Workspace.here();
        var turns = new Turns();
        keepWritten(course);
        try (var _ = (Closeable) () -> keepWritten(course);
                var runs = new Runs(course, STANDING_BY);
                var session =
                        new Session(course, Progress.of(course), runner(course, runs), turns);
                var page = page(course, session, turns);
                var ui = seen.open(course, session, Optional.ofNullable(page), turns);
                var _ = new CourseWatch(() -> turns.end(Build.NOT_CURRENT));
                var _ = saves(course, session, turns)) {
            turns.execute(session::begin);
            return turns.run(() -> {
                ui.show(session.view());
                if (page != null) {
                    page.show();
                }
            });
        }
    }

    /** An update of the course, or another branch, may come in its place. */
    private static void keepWritten(Workspace course) {
        new History(course).keepWritten(course.exercises(), Why.VISIT);
    }

    /** The course goes on without it. */
    private static Page page(Workspace course, Session session, Turns turns) {
        try {
            return new Page(course, session, turns, Page.PORT);
        } catch (IOException noPort) {
            return null;
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
}

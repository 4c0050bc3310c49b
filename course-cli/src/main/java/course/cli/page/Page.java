package course.cli.page;

import course.cli.hint.Hints;
import course.cli.keep.History;
import course.cli.page.http.PageServer;
import course.cli.page.live.Latest;
import course.cli.page.site.Actions;
import course.cli.page.site.CourseSite;
import course.cli.watch.Session;
import course.cli.workspace.Exercise;
import course.cli.workspace.Workspace;

import java.io.IOException;
import java.util.concurrent.Executor;

/** The page of one start of the course. */
public final class Page implements AutoCloseable {
    /** What is taken if it is free. */
    public static final int PORT = 8017;

    private final Session session;
    private final Latest latest = new Latest();
    private final PageServer server;

    /**
     * Serves from now on.
     *
     * @param port the one to take; if another program has it, any that is free
     * @param thread the session's
     */
    public Page(Workspace course, Session session, Executor thread, int port) throws IOException {
        this.session = session;
        show();
        var actions = new OfSession(course, session, thread);
        server = new PageServer(port, gate -> new CourseSite(course, latest, actions, gate));
    }

    /** What a browser is given to open; a secret between the two. */
    public String address() {
        return server.address();
    }

    /** Something may have changed; called on the session's thread. */
    public void show() {
        latest.is(session.current().id(), session.view().notice(), session.standings());
    }

    @Override
    public void close() {
        latest.close();
        server.close();
    }

    private record OfSession(Workspace course, Session session, Executor thread)
            implements Actions {
        @Override
        public void run(Exercise exercise) {
            thread.execute(() -> session.run(exercise));
        }

        @Override
        public void hint(Exercise exercise) throws IOException {
            var todo = Hints.nextTodo(exercise);
            if (todo.isPresent()) {
                new Hints(course).next(exercise, todo.get());
            }
        }

        @Override
        public void reset(Exercise exercise) throws IOException {
            new History(course).reset(exercise);
        }
    }
}

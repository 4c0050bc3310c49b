package course.select.exercise;

import course.select.Select;
import course.select.SelectServer;
import course.select.ServerModels;
import course.select.system.ChildProcess;
import course.select.system.Inetd;
import course.select.system.UpperCaseService;

import java.io.IOException;

/**
 * Exercise 5.6. Given to build on: {@link UpperCaseService}, the conversation with one client, to
 * be called on a thread or to be run as a program; {@link Inetd#spawn} and {@link ChildProcess};
 * and a {@link SelectServer} that is done, with the {@link Select} that it needs.
 */
public final class ExerciseServerModels implements ServerModels {
    private final SelectServer selectServer;
    private final Select select;

    public ExerciseServerModels(SelectServer selectServer, Select select) {
        this.selectServer = selectServer;
        this.select = select;
    }

    @Override
    public Server start(Model model) throws IOException {
        return switch (model) {
            case PROCESS -> startProcessServer();
            case THREAD -> startThreadServer();
            case EVENT -> startEventServer();
        };
    }

    private Server startProcessServer() throws IOException {
        // TODO 5.6.1: the child has a copy of the connection: close your own
        // TODO 5.6.1: cost() counts the children that are alive; close() ends the thread that
        //  accepts, and then the children
        throw new UnsupportedOperationException(
                "TODO 5.6.1: listen on a free port of the loopback interface; on a thread of the"
                        + " server's own, accept connections, and spawn UpperCaseService for each");
    }

    private Server startThreadServer() throws IOException {
        // TODO 5.6.2: cost() counts the threads that are alive; close() closes the connections, so
        //  that nobody waits for a client any more, and waits for the threads to end
        throw new UnsupportedOperationException(
                "TODO 5.6.2: the same, with a new thread for each connection that calls"
                        + " UpperCaseService.serve");
    }

    private Server startEventServer() throws IOException {
        // TODO 5.6.3: close() interrupts the thread, and waits for its end
        throw new UnsupportedOperationException(
                "TODO 5.6.3: start a single thread that calls SelectServer.serve, on a listener in"
                        + " non-blocking mode");
    }
}

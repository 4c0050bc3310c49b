package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Closes the listening socket and thinks that it has ended. Whoever is connected stays connected:
 * the program does not exit, since its threads wait for clients, and a restart that waits for them
 * never comes.
 */
@Mistake(
        killedBy = "closeEndsConnectionsThreadsAndChildProcesses",
        saying = "expected the connection to end, but it was still open")
final class ServerModelsThatLeaveConnectionsOpen extends PlainServerModels {

    ServerModelsThatLeaveConnectionsOpen(SelectServer selectServer, Select select) {
        super(selectServer, select, Model.THREAD);
    }

    @Override
    Server start() throws IOException {
        return new PlainServer() {
            @Override
            void serve(SocketChannel connection) {
                serveInAThread(connection);
            }

            @Override
            void endConnections() {}
        };
    }
}

package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Ends itself, and not the processes that it has started. Their clients talk on with a version that
 * was replaced yesterday, and `ps` shows more of them after each deployment.
 */
@Mistake(
        killedBy = "closeEndsConnectionsThreadsAndChildProcesses",
        saying = "expected the connection to end, but it was still open")
final class ServerModelsThatLeaveTheirChildren extends PlainServerModels {

    ServerModelsThatLeaveTheirChildren(SelectServer selectServer, Select select) {
        super(selectServer, select, Model.PROCESS);
    }

    @Override
    Server start() throws IOException {
        return new PlainServer() {
            @Override
            void serve(SocketChannel connection) throws IOException {
                try (connection) {
                    serveInAProcess(connection);
                }
            }

            @Override
            void endConnections() {}
        };
    }
}

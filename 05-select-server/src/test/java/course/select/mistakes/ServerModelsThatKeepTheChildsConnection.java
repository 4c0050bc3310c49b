package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Hands the connection to a child and keeps its own descriptor of it. The child closes the
 * connection and ends, and yet the client waits for the end of the stream, because the parent still
 * holds it; and the parent runs out of descriptors.
 */
@Mistake(
        killedBy = "aClientThatHasFinishedGetsItsAnswerAndThenTheEnd",
        saying = "expected the end of the stream, but the connection was still open")
final class ServerModelsThatKeepTheChildsConnection extends PlainServerModels {

    ServerModelsThatKeepTheChildsConnection(SelectServer selectServer, Select select) {
        super(selectServer, select, Model.PROCESS);
    }

    @Override
    Server start() throws IOException {
        return new PlainServer() {
            @Override
            void serve(SocketChannel connection) throws IOException {
                connections.add(connection);
                serveInAProcess(connection);
            }
        };
    }
}

package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Serves a client on the thread that accepts, and accepts the next one when it has left. Tried by
 * hand with one terminal it is perfect. The second client connects, since the kernel does that, and
 * then hears nothing: the server looks slow, not wrong.
 */
@Mistake(
        killedBy = "aSilentClientDoesNotKeepTheOthersWaiting",
        saying = "client 2 expected \"IS ANYBODY THERE?\" but received nothing")
final class ServerModelsThatServeOneAfterTheOther extends PlainServerModels {

    ServerModelsThatServeOneAfterTheOther(SelectServer selectServer, Select select) {
        super(selectServer, select, Model.THREAD);
    }

    @Override
    Server start() throws IOException {
        return new PlainServer() {
            @Override
            void serve(SocketChannel connection) {
                connections.add(connection);
                talk(connection);
            }

            @Override
            void endConnections() {}

            @Override
            public void close() throws IOException {
                for (var connection : connections) {
                    connection.close();
                }
                super.close();
            }
        };
    }
}

package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Names no address, and so listens on all of them. What was meant for this machine alone answers
 * the whole network.
 */
@Mistake(killedBy = "listensOnNoOtherAddress", saying = "when a server says that it listens")
final class ServerModelsThatListenEverywhere extends PlainServerModels {

    ServerModelsThatListenEverywhere(SelectServer selectServer, Select select) {
        super(selectServer, select, Model.THREAD);
    }

    @Override
    Server start() throws IOException {
        return new PlainServer(new InetSocketAddress(0)) {
            @Override
            void serve(SocketChannel connection) {
                serveInAThread(connection);
            }
        };
    }
}

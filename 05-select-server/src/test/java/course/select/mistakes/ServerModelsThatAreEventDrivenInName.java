package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Calls itself event-driven and has a thread for each connection behind it, as a library may do
 * that offers callbacks over blocking calls. It answers all right. With ten thousand idle clients
 * it has ten thousand stacks, and the advantage that one wanted is not there.
 */
@Mistake(
        killedBy = "theEventModelCostsOneThreadHoweverManyConnections",
        saying = "threads that have been started in truth")
final class ServerModelsThatAreEventDrivenInName extends PlainServerModels {

    ServerModelsThatAreEventDrivenInName(SelectServer selectServer, Select select) {
        super(selectServer, select, Model.EVENT);
    }

    @Override
    Server start() throws IOException {
        return new PlainServer() {
            @Override
            void serve(SocketChannel connection) {
                serveInAThread(connection);
            }

            @Override
            public Cost cost() {
                return new Cost(0, 1);
            }
        };
    }
}

package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Remembers each child that it ever had, and forgets none that has ended. The numbers on the
 * dashboard only rise, an alarm says that there are too many processes, and there are none.
 */
@Mistake(
        killedBy = "costsAtMostAThreadOnceItsClientsHaveLeft",
        saying = "no process and at most 1 thread once all clients have left")
final class ServerModelsThatCountTheDead extends PlainServerModels {

    ServerModelsThatCountTheDead(SelectServer selectServer, Select select) {
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
            public Cost cost() {
                return new Cost(children.size(), 1);
            }
        };
    }
}

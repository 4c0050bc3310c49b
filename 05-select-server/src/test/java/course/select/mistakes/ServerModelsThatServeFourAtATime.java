package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;
import course.select.SelectServer;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Has a pool of a fixed number of threads, "since threads are expensive". All is well until four
 * clients are connected that say nothing: browsers that keep their connections, monitoring,
 * somebody who has gone to lunch. Then nobody else is served, and no thread does anything.
 */
@Mistake(killedBy = "servesManyClientsAtOnce", saying = "but received nothing")
final class ServerModelsThatServeFourAtATime extends PlainServerModels {

    ServerModelsThatServeFourAtATime(SelectServer selectServer, Select select) {
        super(selectServer, select, Model.THREAD);
    }

    @Override
    Server start() throws IOException {
        return new PlainServer() {
            private final ExecutorService pool = Executors.newFixedThreadPool(4);

            @Override
            void serve(SocketChannel connection) {
                connections.add(connection);
                pool.execute(() -> talk(connection));
            }

            @Override
            void endConnections() throws IOException {
                super.endConnections();
                pool.close();
            }
        };
    }
}

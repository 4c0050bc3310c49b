package course.select.exercise;

import course.select.MultiPartClient;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Exercise 5.3. A {@link java.nio.channels.SocketChannel} in blocking mode is all it takes. */
public final class ExerciseMultiPartClient implements MultiPartClient {

    @Override
    public List<String> talk(InetSocketAddress server, int connections, List<String> parts, Log log)
            throws IOException {
        // TODO 5.3.2: send each part on every connection, all of its bytes, and tell the log
        // TODO 5.3.3: then read its answer on every connection, until it has as many bytes as the
        //  part, and tell the log; if the stream ends before, tell the log and throw EOFException
        // TODO 5.3.4: put the answers of each connection together
        // TODO 5.3.5: close all connections in the end, also when something fails
        throw new UnsupportedOperationException(
                "TODO 5.3.1: tell the log, and connect as many times as was asked for");
    }
}

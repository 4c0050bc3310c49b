package course.select.mistakes;

import course.kit.Mistake;

import java.nio.channels.SocketChannel;

/**
 * Takes a closed connection out of the lists, but leaves its queue in the map. The server runs for
 * weeks, and dies of memory on the day of the greatest success.
 */
@Mistake(
        killedBy = "nothingIsKeptOfAConnectionThatItsClientHasClosed",
        saying = "look at inputs, outputs, and the message queues")
final class SelectServerThatKeepsTheQueue extends PlainSelectServer {
    @Override
    void forget(SocketChannel channel) {}
}

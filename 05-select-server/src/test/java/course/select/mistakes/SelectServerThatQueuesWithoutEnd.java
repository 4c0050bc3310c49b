package course.select.mistakes;

import course.kit.Mistake;

/**
 * Goes on reading from a client that does not read. One such client, stalled or malicious, and the
 * queue grows as fast as the network can fill it, until the process dies for everybody.
 */
@Mistake(
        killedBy = "aClientThatDoesNotReadCannotFillTheMemory",
        saying = "from a client that reads no answer")
final class SelectServerThatQueuesWithoutEnd extends PlainSelectServer {
    @Override
    int limit() {
        return Integer.MAX_VALUE;
    }
}

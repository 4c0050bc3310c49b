package course.selectors.mistakes;

import course.kit.Mistake;

/**
 * Goes on reading from a client that does not read. One such client, stalled or malicious, and what
 * is kept for it grows until the process dies for everybody.
 */
@Mistake(
        killedBy = "aClientThatDoesNotReadCannotFillTheMemory",
        saying = "from a client that reads no answer")
final class CallbackServerThatKeepsWithoutEnd extends PlainCallbackServer {
    @Override
    int limit() {
        return Integer.MAX_VALUE;
    }
}

package course.selectors.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Tries a failed accept again at once. The listener is ready as long as somebody waits there: 100 %
 * of a core, until a connection ends.
 */
@Mistake(
        killedBy = "withoutDescriptorsItServesWhomItHasAndDoesNotSpin",
        saying = "the server is spinning")
final class CallbackServerThatSpinsWithoutDescriptors extends PlainCallbackServer {
    @Override
    void cannotAccept(IOException e) {}
}

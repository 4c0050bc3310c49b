package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Keeps watching a listener that it cannot accept from. The waiting client makes it readable again
 * at once, so a server at its limit of open files burns a core and floods its log.
 */
@Mistake(
        killedBy = "withoutDescriptorsItServesWhomItHasAndDoesNotSpin",
        saying = "the server is spinning")
final class SelectServerThatSpinsWithoutDescriptors extends PlainSelectServer {
    @Override
    void cannotAccept(IOException e) {}
}

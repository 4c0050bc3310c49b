package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;

/**
 * Takes a failed accept for the end of the world. The process is at its limit of open files for a
 * moment, and a thousand clients that were served well are thrown out.
 */
@Mistake(
        killedBy = "withoutDescriptorsItServesWhomItHasAndDoesNotSpin",
        saying = "Too many open files")
final class SelectServerThatDiesWithoutDescriptors extends PlainSelectServer {
    @Override
    void cannotAccept(IOException e) throws IOException {
        throw e;
    }
}

package course.select.mistakes;

import course.kit.Mistake;

import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Closes its connections when all went well, and forgets them when something failed. Each failure
 * costs a few descriptors; after some bad days a program that has run for months says "Too many
 * open files", far from where the fault is.
 */
@Mistake(
        killedBy = "aConnectionThatIsResetIsAnIOException",
        saying = "expected the connection to end, but it was still open")
final class MultiPartClientThatLeavesSocketsOpen extends PlainMultiPartClient {
    private final List<SocketChannel> forgotten = new ArrayList<>();

    @Override
    void afterFailure(List<SocketChannel> channels) {
        forgotten.addAll(channels);
    }
}

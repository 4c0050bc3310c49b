package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Lets one connection's exception end the loop. It runs well in every test, where clients are
 * polite, and falls in the first hour on the internet, where they are not.
 */
@Mistake(killedBy = "aResetHarmsNobodyElse", saying = "the server ended with")
final class SelectServerThatDiesOfOneReset extends PlainSelectServer {
    @Override
    void guarded(SocketChannel channel, Step step) throws IOException {
        if (channel.isOpen()) {
            step.take(channel);
        }
    }
}

package course.selectors.mistakes;

import course.kit.Mistake;

import java.nio.channels.SocketChannel;

/**
 * Lets an exception of the log out of the callback that accepts. The disk is full for a moment, and
 * from then on nobody can connect.
 */
@Mistake(killedBy = "aLogThatThrowsCostsOneConnection", saying = "still open after")
final class CallbackServerThatLosesItsListenerToItsLog extends PlainCallbackServer {
    @Override
    void cannotLog(SocketChannel channel, RuntimeException e) {
        throw e;
    }
}

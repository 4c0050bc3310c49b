package course.selectors.mistakes;

import course.kit.Mistake;

import java.nio.channels.SelectableChannel;

/**
 * Closes a connection and leaves it to the selector to notice. The kernel does, the map does not:
 * it has a key, a callback and a buffer for everybody who was ever connected.
 */
@Mistake(
        killedBy = "aClientThatLeavesWithoutAWordIsLetGo",
        saying = "who is watched, when the only client has left")
final class CallbackServerThatDoesNotUnregister extends PlainCallbackServer {
    @Override
    void unregister(SelectableChannel channel) {
        if (channel == listener) {
            super.unregister(channel);
        }
    }
}

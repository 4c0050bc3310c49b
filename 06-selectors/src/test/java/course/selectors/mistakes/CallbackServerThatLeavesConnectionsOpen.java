package course.selectors.mistakes;

import course.kit.Mistake;

/**
 * Closes the listener when it stops, and leaves the clients hanging. They wait for answers until
 * their own timeouts end, if they have any.
 */
@Mistake(killedBy = "anInterruptStopsItAndClosesAll", saying = "still open after")
final class CallbackServerThatLeavesConnectionsOpen extends PlainCallbackServer {
    @Override
    void closeConnections() {}
}

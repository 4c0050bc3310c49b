package course.select.mistakes;

import course.kit.Mistake;

/**
 * Closes the listener when it stops, and leaves the clients hanging. They wait for answers until
 * their own timeouts end, if they have any; the descriptors are gone for the rest of the process.
 */
@Mistake(killedBy = "anInterruptStopsItAndClosesAll", saying = "still open after")
final class SelectServerThatLeavesConnectionsOpen extends PlainSelectServer {
    @Override
    void closeConnections() {}
}

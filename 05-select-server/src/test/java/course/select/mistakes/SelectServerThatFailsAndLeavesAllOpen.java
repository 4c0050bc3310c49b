package course.select.mistakes;

import course.kit.Mistake;

/**
 * Closes its connections when it is stopped, but not when it fails. The thread is gone, the clients
 * are connected to nobody, and wait.
 */
@Mistake(
        killedBy = "aSelectThatFailsEndsItWithAnIOException",
        saying = "expected the connection to end")
final class SelectServerThatFailsAndLeavesAllOpen extends PlainSelectServer {}

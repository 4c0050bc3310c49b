package course.select.mistakes;

import course.kit.Mistake;

/**
 * Closes its sockets after the failures that it has thought of. A log on a full disk is none of
 * them: each attempt leaves two connections open.
 */
@Mistake(
        killedBy = "allConnectionsAreClosedAlsoWhenTheLogFails",
        saying = "expected the connection to end")
final class MultiPartClientThatClosesOnlyAfterAnIOException extends PlainMultiPartClient {}

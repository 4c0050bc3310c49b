package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

import java.io.IOException;

/**
 * Hands EINTR to its caller. The server that runs for months dies on the day when somebody resizes
 * its terminal, attaches a profiler, or stops and continues it.
 */
@Mistake(killedBy = "aSignalDoesNotEndTheWait", saying = "EINTR")
final class SelectThatDiesOfASignal extends PlainSelect {
    @Override
    void afterFailure(SystemCallException e) throws IOException {
        throw e;
    }
}

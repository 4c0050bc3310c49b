package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.Errno;
import course.select.system.SystemCallException;

import java.io.IOException;

/**
 * Takes an interrupt for any other signal and waits on. The server can't be stopped but by killing
 * its process; here the call even spins, since an interrupted thread can't sleep.
 */
@Mistake(killedBy = "anInterruptEndsTheWait", saying = "comes back after an interrupt")
final class SelectThatCannotBeInterrupted extends PlainSelect {
    @Override
    void afterFailure(SystemCallException e) throws IOException {
        if (!e.is(Errno.EINTR)) {
            throw e;
        }
    }
}

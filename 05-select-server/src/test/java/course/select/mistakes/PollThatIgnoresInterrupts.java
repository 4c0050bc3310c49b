package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.Errno;
import course.select.system.PollFds;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

/**
 * An interrupt is a signal too, and a wait that outlasts signals outlasts it. The server cannot be
 * shut down; and since the interrupt status is still set, each call comes back with {@code EINTR}
 * at once, and the thread burns its processor.
 */
@Mistake(killedBy = "anInterruptEndsTheWait", saying = "comes back after an interrupt")
final class PollThatIgnoresInterrupts extends PlainPoll {

    @Override
    void await(PollFds fds, int count, int millis) throws SystemCallException {
        while (true) {
            try {
                SystemCalls.poll(fds, count, millis);
                return;
            } catch (SystemCallException e) {
                if (!e.is(Errno.EINTR)) {
                    throw e;
                }
            }
        }
    }
}

package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;

/**
 * To close once more looks harmless, since the kernel says {@code EBADF} and that can be ignored.
 * But by then the number may be another thread's new connection, and that is closed: somewhere,
 * once in a while, a client is cut off, or worse, reads what was meant for another.
 */
@Mistake(killedBy = "aSecondCloseClosesNothingElse", saying = "another channel's now")
final class EpollThatClosesTwice extends PlainEpoll {

    EpollThatClosesTwice() throws SystemCallException {}

    @Override
    public void close() {
        try {
            super.close();
            SystemCalls.close(epfd);
        } catch (IOException alreadyClosed) {
            return;
        }
    }
}

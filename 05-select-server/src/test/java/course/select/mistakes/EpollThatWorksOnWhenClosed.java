package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

/**
 * Lets the kernel say that the instance is gone. It says so, as {@code EBADF}, as long as the
 * number is free; when it belongs to something else, the call works on that.
 */
@Mistake(killedBy = "aClosedEpollRefusesToWork", saying = "register after close")
final class EpollThatWorksOnWhenClosed extends PlainEpoll {

    EpollThatWorksOnWhenClosed() throws SystemCallException {}

    @Override
    void mustBeOpen() {}
}

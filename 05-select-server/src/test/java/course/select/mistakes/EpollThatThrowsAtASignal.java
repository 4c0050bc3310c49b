package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.EpollEvents;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

/**
 * A signal that has nothing to do with the wait ends it with {@code EINTR}. On its author's machine
 * there are none. A server dies of it on the day when someone attaches a profiler, whose clock
 * sends a signal to each thread a hundred times a second.
 */
@Mistake(killedBy = "aSignalDoesNotEndTheWait", saying = "EINTR")
final class EpollThatThrowsAtASignal extends PlainEpoll {

    EpollThatThrowsAtASignal() throws SystemCallException {}

    @Override
    int await(EpollEvents events, int millis) throws SystemCallException {
        return SystemCalls.epollWait(epfd, events, millis);
    }
}

package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.PollFds;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

/**
 * A signal that has nothing to do with the wait ends it with {@code EINTR}. On its author's machine
 * there are none. A server dies of it on the day when someone attaches a profiler, whose clock
 * sends a signal to each thread a hundred times a second.
 */
@Mistake(killedBy = "aSignalDoesNotEndTheWait", saying = "EINTR")
final class PollThatThrowsAtASignal extends PlainPoll {

    @Override
    void await(PollFds fds, int count, int millis) throws SystemCallException {
        SystemCalls.poll(fds, count, millis);
    }
}

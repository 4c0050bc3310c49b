package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.PollFds;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

/**
 * Nothing was ready and the call is over, so an empty list is the answer, as it was in the first
 * version of Python's selectors. A caller that takes the empty list for "timed out" disconnects its
 * clients because of a signal.
 */
@Mistake(killedBy = "aSignalDoesNotEndTheWait", saying = "but only a signal has come")
final class PollThatTakesASignalForTheEndOfTime extends PlainPoll {

    @Override
    void await(PollFds fds, int count, int millis)
            throws SystemCallException, InterruptedException {
        try {
            SystemCalls.poll(fds, count, millis);
        } catch (SystemCallException e) {
            afterFailure(e);
        }
    }
}

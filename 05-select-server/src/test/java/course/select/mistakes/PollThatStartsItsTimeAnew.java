package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.PollFds;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

/**
 * After a signal the call is made again with the whole timeout. Where signals come regularly, as
 * from a profiler's clock, the time is never over: heartbeats are not sent, idle clients stay for
 * ever.
 */
@Mistake(
        killedBy = "signalsDoNotProlongTheWait",
        saying = "although signals interrupt it again and again")
final class PollThatStartsItsTimeAnew extends PlainPoll {

    @Override
    void await(PollFds fds, int count, int millis)
            throws SystemCallException, InterruptedException {
        while (true) {
            try {
                SystemCalls.poll(fds, count, millis);
                return;
            } catch (SystemCallException e) {
                afterFailure(e);
            }
        }
    }
}

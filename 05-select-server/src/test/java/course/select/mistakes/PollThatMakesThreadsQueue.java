package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * {@code synchronized} makes it safe, and makes a look that should have taken no time wait until
 * the other thread's wait is over: for ever, if nothing happens there.
 */
@Mistake(killedBy = "twoThreadsCannotPollAtOnce", saying = "waiting to enter a synchronized block")
final class PollThatMakesThreadsQueue extends PlainPoll {

    @Override
    public synchronized List<Ready> poll(Duration timeout)
            throws IOException, InterruptedException {
        return super.poll(timeout);
    }
}

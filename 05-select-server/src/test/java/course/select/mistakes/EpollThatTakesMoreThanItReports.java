package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Fetches all events and throws away those that are too many. Level-triggered, the first channels
 * of the list are served again and again, and the last ones never; edge-triggered, what was thrown
 * away does not come back.
 */
@Mistake(
        killedBy = "whatIsMoreThanTheMostIsReportedNext",
        saying = "what five calls report together")
final class EpollThatTakesMoreThanItReports extends PlainEpoll {

    EpollThatTakesMoreThanItReports() throws SystemCallException {}

    @Override
    public List<Ready> poll(Duration timeout, int most) throws IOException, InterruptedException {
        var ready = super.poll(timeout, most < 1 ? most : 64);
        return ready.subList(0, Math.min(most, ready.size()));
    }
}

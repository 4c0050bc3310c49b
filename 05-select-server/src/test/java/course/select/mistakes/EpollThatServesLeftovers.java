package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Fetches more than it reports, and hands out the rest later. By then a channel has been read or
 * closed, and its handler meets nothing, or a stranger.
 */
@Mistake(
        killedBy = "whatWasLeftOverIsReportedAsItIsWhenTheNextCallIsMade",
        saying = "when all four have been")
final class EpollThatServesLeftovers extends PlainEpoll {
    private final Deque<Ready> left = new ArrayDeque<>();

    EpollThatServesLeftovers() throws SystemCallException {}

    @Override
    public List<Ready> poll(Duration timeout, int most) throws IOException, InterruptedException {
        if (left.isEmpty()) {
            left.addAll(super.poll(timeout, 64));
        }
        var ready = new ArrayList<Ready>();
        while (ready.size() < most && !left.isEmpty()) {
            ready.add(left.remove());
        }
        return ready;
    }
}

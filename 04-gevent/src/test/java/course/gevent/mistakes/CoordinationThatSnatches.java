package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Semaphore;
import course.gevent.Tasks;
import course.kit.Mistake;

import java.time.Duration;

/**
 * Gives the permit back to all, and wakes the first to fetch it. Whoever comes by in between is
 * served before the one who waited.
 */
@Mistake(killedBy = "nobodySnatchesThePermitOfOneWhoWaits", saying = "while another one waits")
final class CoordinationThatSnatches extends PlainCoordination {
    CoordinationThatSnatches(Hub hub, Tasks tasks) {
        super(hub, tasks);
    }

    @Override
    public Semaphore newSemaphore(int permits) {
        return new Counter(permits, permits) {
            @Override
            public boolean acquire(Duration timeout) throws InterruptedException {
                while (count == 0) {
                    if (Duration.ZERO.equals(timeout)) {
                        return false;
                    }
                    var ticket = new Ticket();
                    line.add(ticket);
                    hub.await(ticket, timeout);
                    line.remove(ticket);
                    if (!ticket.isServed) {
                        return false;
                    }
                }
                count--;
                return true;
            }

            @Override
            public void release() {
                checkMost(this);
                count++;
                var first = line.poll();
                if (first != null) {
                    first.wake();
                }
            }
        };
    }
}

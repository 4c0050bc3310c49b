package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.Timeout;
import course.kit.Mistake;

/**
 * Catches Timeout, whose ever it is. The outer time limit of the request is eaten by the inner one
 * of the database: the request goes on, with no limit at all.
 */
@Mistake(killedBy = "theOuterTimeoutIsNotTheInnerOnes", saying = "whose timeout was it")
final class CancellationThatTakesAnyTimeoutForItsOwn extends PlainCancellation {
    CancellationThatTakesAnyTimeoutForItsOwn(Hub hub) {
        super(hub);
    }

    @Override
    boolean isMine(Timeout caught, Timeout mine) {
        return true;
    }
}

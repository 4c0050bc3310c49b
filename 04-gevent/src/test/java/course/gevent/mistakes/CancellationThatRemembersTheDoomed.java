package course.gevent.mistakes;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.kit.Mistake;

/** Never forgets whom it has killed. One who survived his first kill can't be killed any more. */
@Mistake(killedBy = "aKillAfterAKillThatHasActedActs", saying = "the first one has acted")
final class CancellationThatRemembersTheDoomed extends PlainCancellation {
    CancellationThatRemembersTheDoomed(Hub hub) {
        super(hub);
    }

    @Override
    void strikeSoon(GreenThread victim, Throwable thrown) {
        victim.throwInto(thrown);
    }
}

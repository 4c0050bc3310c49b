package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * A switch runs its target on the stack of the one that leaves. Going there works. Coming back does
 * not: the one that left still runs, and a running continuation can't be run.
 */
@Mistake(
        killedBy = "theTutorialsProgramPrints12And56And34And78",
        saying = "where that one had stopped")
final class GreenletsThatRunInsideEachOther extends PlainGreenlets {
    @Override
    void leave(Plain origin, Plain receiver) {
        if (receiver == receiver.tree.main) {
            super.leave(origin, receiver);
        } else {
            receiver.tree.current = receiver;
            receiver.continuation.run();
            receiver.tree.current = origin;
        }
    }
}

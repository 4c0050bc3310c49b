package course.coroutine.mistakes;

import course.coroutine.stack.CallStack;
import course.kit.Mistake;

/** A subroutine that fails just falls silent, and nobody ever hears why. */
@Mistake(
        killedBy = "whatASubroutineThrowsReachesTheCaller",
        saying = "the same object, but nothing was thrown")
final class InterleavingThatSwallowsFailures extends PlainInterleaving {
    @Override
    void turn(CallStack stack) {
        try {
            super.turn(stack);
        } catch (RuntimeException ignored) {
            // it is done now, so it gets no more turns
        }
    }
}

package course.coroutine.mistakes;

import course.coroutine.stack.CallStack;
import course.kit.Mistake;

/** Does not look whether there is anything left to run: the first short subroutine ends it all. */
@Mistake(killedBy = "whoHasEndedIsPassedOver", saying = "it has come to its end")
final class InterleavingThatRunsTheEndedAgain extends PlainInterleaving {
    @Override
    void turn(CallStack stack) {
        stack.run();
    }
}

package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * When a tracer fails, nobody is told any more, not even the one that the tracer has just set in
 * its own place. The log stops at the failure that it should explain.
 */
@Mistake(killedBy = "aTracerThatFailsLeavesItsSuccessor", saying = "who is told of a's end")
final class GreenletsThatDropTheNextTracer extends PlainGreenlets {
    @Override
    void report(Plain receiver, Parcel parcel) {
        try {
            super.report(receiver, parcel);
        } catch (Throwable failure) {
            receiver.tree.tracer = null;
            throw failure;
        }
    }
}

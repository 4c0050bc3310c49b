package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * A tracer that fails is asked again at the next switch. One bug in a debugging aid, and every
 * greenlet of the program dies of it.
 */
@Mistake(killedBy = "aTracerThatFailsIsToldNothingMore", saying = "is not asked again")
final class GreenletsThatKeepOnAskingAFailedTracer extends PlainGreenlets {
    @Override
    void report(Plain receiver, Parcel parcel) {
        var tracer = receiver.tree.tracer;
        try {
            super.report(receiver, parcel);
        } finally {
            receiver.tree.tracer = tracer;
        }
    }
}

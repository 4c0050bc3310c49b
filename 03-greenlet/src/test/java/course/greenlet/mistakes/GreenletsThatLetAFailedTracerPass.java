package course.greenlet.mistakes;

import course.kit.Mistake;

/** What a tracer throws is dropped. The trace ends in the middle, and nobody says why. */
@Mistake(
        killedBy = "aTracerThatFailsIsToldNothingMore",
        saying = "the tracer's failure is thrown into the target")
final class GreenletsThatLetAFailedTracerPass extends PlainGreenlets {
    @Override
    void report(Plain receiver, Parcel parcel) {
        try {
            super.report(receiver, parcel);
        } catch (RuntimeException dropped) {
            receiver.tree.tracer = null;
        }
    }
}

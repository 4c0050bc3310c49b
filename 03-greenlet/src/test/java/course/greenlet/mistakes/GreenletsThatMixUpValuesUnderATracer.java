package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * The value is taken out of its place when the tracer has returned. If the tracer switches, say to
 * write a log, another value lies there by then.
 */
@Mistake(killedBy = "aTracerMaySwitchAndNoValueIsMixedUp", saying = "is on its way to a")
final class GreenletsThatMixUpValuesUnderATracer extends PlainGreenlets {
    @Override
    Object receive(Plain receiver) throws Throwable {
        report(receiver, receiver.parcel);
        var parcel = receiver.parcel;
        receiver.parcel = null;
        return open(parcel == null ? Parcel.value(null, receiver) : parcel);
    }
}

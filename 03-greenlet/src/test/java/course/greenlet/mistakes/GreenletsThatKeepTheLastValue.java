package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * A greenlet keeps the parcel that it got, until the next one comes. Ten thousand connections that
 * wait each hold the last 64 KiB that they read.
 */
@Mistake(killedBy = "nobodyKeepsAValueThatHasArrived", saying = "can be collected as garbage")
final class GreenletsThatKeepTheLastValue extends PlainGreenlets {
    @Override
    Object receive(Plain receiver) throws Throwable {
        var parcel = receiver.parcel;
        report(receiver, parcel);
        return open(parcel);
    }
}

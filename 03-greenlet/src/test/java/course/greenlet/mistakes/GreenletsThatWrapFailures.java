package course.greenlet.mistakes;

import course.kit.Mistake;

import java.lang.reflect.UndeclaredThrowableException;

/**
 * What is thrown is wrapped, since a switch declares no checked exception. A catch for the
 * exception that was thrown does not see it.
 */
@Mistake(
        killedBy = "whateverIsThrownReachesTheParentAsItIs",
        saying = "UndeclaredThrowableException")
final class GreenletsThatWrapFailures extends PlainGreenlets {
    @Override
    Object open(Parcel parcel) throws Throwable {
        try {
            return super.open(parcel);
        } catch (Exception e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}

package course.gevent.mistakes;

import course.gevent.Hub;
import course.gevent.system.SelectorClock;
import course.kit.Mistake;

/**
 * Has no limit to how many are served at a time. It goes well until more come than the machine has
 * memory for; then it goes well for none.
 */
@Mistake(killedBy = "whenAllPlacesAreTakenTheNextClientWaits", saying = "expected nothing more")
final class GreenSocketsThatServeMoreThanTheyCan extends PlainGreenSockets {
    GreenSocketsThatServeMoreThanTheyCan(Hub hub, SelectorClock clock) {
        super(hub, clock);
    }

    @Override
    int placesOf(int most) {
        return Integer.MAX_VALUE;
    }
}

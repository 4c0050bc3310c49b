package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * Gives a dead greenlet's living ancestor to those below it, so that the next search is short. A
 * supervisor that is given to the dead one later never hears of its grandchildren.
 */
@Mistake(killedBy = "whatIsForTheDeadGoesToTheNearestLivingAncestor", saying = "dead as it is")
final class GreenletsThatShortenTheLine extends PlainGreenlets {
    @Override
    Plain receiver(Plain addressee) {
        var receiver = super.receiver(addressee);
        for (var one = addressee; one != receiver; ) {
            var next = one.parent;
            one.parent = receiver;
            one = next;
        }
        return receiver;
    }
}

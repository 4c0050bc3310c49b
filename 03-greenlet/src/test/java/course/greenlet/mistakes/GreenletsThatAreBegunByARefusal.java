package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * A greenlet counts as started from the moment that somebody wants to switch to it. If the switch
 * is refused, it says that it is suspended in a body of which nothing has run, and who looks for
 * what is left to start passes it over.
 */
@Mistake(
        killedBy = "underANativeMethodASwitchIsRefused",
        saying = "what its target is after the refusal")
final class GreenletsThatAreBegunByARefusal extends PlainGreenlets {
    @Override
    void leave(Plain origin, Plain receiver) {
        receiver.started = true;
        super.leave(origin, receiver);
    }
}

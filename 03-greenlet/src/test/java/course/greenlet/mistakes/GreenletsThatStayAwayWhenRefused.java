package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * The target is made the current one before the JVM has agreed. After the refusal the books say
 * that the wrong one runs, and its next switch goes wrong, far away from here.
 */
@Mistake(
        killedBy = "underANativeMethodASwitchIsRefused",
        saying = "who is current after the refusal")
final class GreenletsThatStayAwayWhenRefused extends PlainGreenlets {
    @Override
    void leave(Plain origin, Plain receiver) {
        receiver.tree.current = receiver;
        super.leave(origin, receiver);
    }
}

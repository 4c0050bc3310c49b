package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * A dead greenlet keeps its body, and with it all that the body refers to. Whoever keeps the list
 * of all jobs, for their results, keeps every buffer that they ever used.
 */
@Mistake(killedBy = "whoHasEndedKeepsNothing", saying = "can be collected as garbage")
final class GreenletsThatKeepTheirBody extends PlainGreenlets {
    @Override
    void forgetBody(Plain greenlet) {}
}

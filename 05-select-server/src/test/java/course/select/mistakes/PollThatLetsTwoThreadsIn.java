package course.select.mistakes;

import course.kit.Mistake;

/**
 * Two threads that poll one object are told of the same bytes, and both go to read them: one gets
 * them, the other waits for ever or tears the message apart. It happens once in a while, under
 * load.
 */
@Mistake(
        killedBy = "twoThreadsCannotPollAtOnce",
        saying = "a second thread's poll, while one waits")
final class PollThatLetsTwoThreadsIn extends PlainPoll {

    @Override
    void enter() {}
}

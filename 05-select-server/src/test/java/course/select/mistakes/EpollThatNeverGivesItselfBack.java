package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.SystemCallException;

/**
 * A descriptor is no object: no garbage collector knows it. Whoever makes an epoll for each job
 * runs out of descriptors after some thousand jobs, and then {@code accept} and {@code open} fail,
 * far from here.
 */
@Mistake(
        killedBy = "closeGivesTheInstanceBack",
        saying = "how many epoll instances this process has after close")
final class EpollThatNeverGivesItselfBack extends PlainEpoll {

    EpollThatNeverGivesItselfBack() throws SystemCallException {}

    @Override
    void giveBack() {}
}

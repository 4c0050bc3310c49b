package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.Descriptors;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;

/**
 * One channel that somebody closed and forgot to unregister fails the whole call, each time, and
 * the exception does not say which it was: a server loses all its clients over one.
 */
@Mistake(killedBy = "aClosedChannelDoesNotHideTheOthers", saying = "ClosedChannelException")
final class PollThatFailsForAClosedChannel extends PlainPoll {

    @Override
    int descriptor(SelectableChannel channel) throws ClosedChannelException {
        return Descriptors.of(channel);
    }
}

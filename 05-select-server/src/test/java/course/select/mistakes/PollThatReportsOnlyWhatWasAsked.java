package course.select.mistakes;

import course.kit.Mistake;

import java.nio.channels.SelectableChannel;
import java.util.EnumSet;

/**
 * Looks for what it asked for, and nothing else. When a client has hung up, the kernel says so at
 * once at each call, and nobody sees it: the connection is never closed, and the loop never sleeps
 * again.
 */
@Mistake(
        killedBy = "aHangUpComesWithTheBytesThatAreLeftAndAloneAfterThem",
        saying = "a pipe whose writer is gone")
final class PollThatReportsOnlyWhatWasAsked extends PlainPoll {

    @Override
    EnumSet<Event> happened(SelectableChannel channel, int bits) {
        var events = super.happened(channel, bits);
        events.retainAll(watched.get(channel));
        return events;
    }
}

package course.select.mistakes;

import course.kit.Mistake;

import java.nio.channels.SelectableChannel;

/**
 * To remove what is not there seems harmless. But it happens when the wrong channel is
 * unregistered, the listener instead of the client for example: the right one stays watched, and
 * nothing tells.
 */
@Mistake(
        killedBy = "unregisteringTwiceIsAnError",
        saying = "a channel that is not registered any more")
final class PollThatForgivesStrangers extends PlainPoll {

    @Override
    public void unregister(SelectableChannel channel) {
        watched.remove(channel);
    }
}

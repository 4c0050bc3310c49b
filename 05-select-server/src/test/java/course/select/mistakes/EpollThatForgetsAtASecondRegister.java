package course.select.mistakes;

import course.kit.Mistake;
import course.select.system.Descriptors;
import course.select.system.SystemCallException;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Set;

/**
 * Tidies up after a register that fails, and so forgets the one before. The kernel goes on to
 * report the channel, and nobody knows any more which one it is.
 */
@Mistake(
        killedBy = "aSecondRegisterChangesNothing",
        saying = "after a second register that was refused")
final class EpollThatForgetsAtASecondRegister extends PlainEpoll {
    EpollThatForgetsAtASecondRegister() throws SystemCallException {}

    @Override
    public void register(SelectableChannel channel, Set<Event> events) throws IOException {
        try {
            super.register(channel, events);
        } catch (SystemCallException e) {
            watched.remove((long) Descriptors.of(channel));
            throw e;
        }
    }
}

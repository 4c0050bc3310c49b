package course.greenlet.mistakes;

import course.kit.Mistake;

import java.util.HashMap;
import java.util.Map;

/**
 * Whoever sends a value has it in a variable until somebody switches back. Ten thousand connections
 * that wait, each with the buffer that it has handed on.
 */
@Mistake(
        killedBy = "aGreenletDoesNotKeepWhatItSends",
        saying = "what a has sent to b can be collected")
final class GreenletsThatKeepWhatTheySend extends PlainGreenlets {
    private final Map<Plain, Parcel> letters = new HashMap<>();

    @Override
    void deliver(Plain receiver) {
        var sender = receiver.tree.current;
        letters.put(sender, receiver.parcel);
        try {
            super.deliver(receiver);
        } finally {
            letters.remove(sender);
        }
    }
}

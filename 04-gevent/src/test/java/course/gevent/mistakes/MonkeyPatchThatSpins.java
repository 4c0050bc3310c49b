package course.gevent.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * "Not ready yet" is answered with {@code sleep(0)}. All examples of a book work, and one core is
 * at 100 % from the first connection on.
 */
@Mistake(killedBy = "whoWaitsUsesNoTime", saying = "it is spinning")
final class MonkeyPatchThatSpins extends PlainMonkeyPatch {
    MonkeyPatchThatSpins(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    void waitByTheHub(Waits waits, PatchedSocket socket, int operation, Duration limit)
            throws IOException {
        try {
            waits.hub().sleep(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}

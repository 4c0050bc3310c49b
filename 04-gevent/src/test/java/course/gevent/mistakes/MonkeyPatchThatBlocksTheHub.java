package course.gevent.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A patch that changes the socket and not the waiting: each page comes, one after the other. The
 * program is right, and as slow as before.
 */
@Mistake(
        killedBy = "threeUrlsAreInFlightTogetherOnOneThread",
        saying = "3 requests were to be in flight together, and 1 were")
final class MonkeyPatchThatBlocksTheHub extends PlainMonkeyPatch {
    MonkeyPatchThatBlocksTheHub(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    void waitByTheHub(Waits waits, PatchedSocket socket, int operation, Duration limit)
            throws IOException {
        waitAlone(socket, operation, limit);
    }
}

package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.time.Duration;

/**
 * Tries once more after a second, and then waits until somebody leaves. If another program had
 * taken the descriptors, nobody leaves, and nobody gets in.
 */
@Mistake(killedBy = "itTriesAgainAndAgain", saying = "how long select may wait")
final class SelectServerThatGivesUpAfterOneRetry extends PlainSelectServer {
    private int failures;

    @Override
    void cannotAccept(IOException e) throws IOException {
        super.cannotAccept(e);
        if (++failures > 1) {
            acceptAgainAt += Duration.ofHours(1).toNanos();
        }
    }
}

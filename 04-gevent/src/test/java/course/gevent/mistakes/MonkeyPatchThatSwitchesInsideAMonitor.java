package course.gevent.mistakes;

import course.kit.Mistake;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A monitor is the thread's. Taken along into a wait, it stops the next one who wants it, and with
 * him the thread; or it lets him in. Which of both is a matter of luck.
 */
@Mistake(
        killedBy = "whoHoldsAMonitorBlocksTheHubAndIsReported",
        saying = "is reported before it is over")
final class MonkeyPatchThatSwitchesInsideAMonitor extends PlainMonkeyPatch {
    MonkeyPatchThatSwitchesInsideAMonitor(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    Optional<String> pin() {
        return Optional.empty();
    }
}

package course.gevent.mistakes;

import course.kit.Mistake;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The timeout of {@code connect} is for the call that begins, which never waits. A host behind a
 * firewall is given up by the kernel alone, after two minutes.
 */
@Mistake(
        killedBy = "whileOneConnectsTheOthersGoOnUntilItsTime",
        saying = "that the one who connects ends")
final class MonkeyPatchThatForgetsTheConnectTimeout extends PlainMonkeyPatch {
    MonkeyPatchThatForgetsTheConnectTimeout(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    Duration connectLimit(int millis) {
        return super.connectLimit(0);
    }
}

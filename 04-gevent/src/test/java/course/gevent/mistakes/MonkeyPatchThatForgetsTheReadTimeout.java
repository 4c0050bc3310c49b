package course.gevent.mistakes;

import course.kit.Mistake;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * {@code setSoTimeout} is remembered, and nobody asks for it. One server that is silent, and a
 * green thread is never heard of again.
 */
@Mistake(
        killedBy = "aReadThatTakesTooLongTimesOutAndCanBeTriedAgain",
        saying = "ends by a SocketTimeoutException")
final class MonkeyPatchThatForgetsTheReadTimeout extends PlainMonkeyPatch {
    MonkeyPatchThatForgetsTheReadTimeout(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    Duration readLimit(int millis) {
        return super.readLimit(0);
    }
}

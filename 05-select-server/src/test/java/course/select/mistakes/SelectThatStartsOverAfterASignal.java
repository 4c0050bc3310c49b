package course.select.mistakes;

import course.kit.Mistake;

import java.time.Duration;

/**
 * Waits for the whole time again after each signal. With a timer signal every so often, as
 * profilers send them, a timeout never comes.
 */
@Mistake(killedBy = "aSignalDoesNotMakeTheWaitStartAnew", saying = "although signals interrupt it")
final class SelectThatStartsOverAfterASignal extends PlainSelect {
    @Override
    long micros(Duration timeout, long deadline) {
        return timeout == null ? -1 : timeout.toNanos() / 1000;
    }
}

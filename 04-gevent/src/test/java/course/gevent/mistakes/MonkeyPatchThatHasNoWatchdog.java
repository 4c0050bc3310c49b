package course.gevent.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/** Two green threads share a stream, the program stops, and no log has a word about it. */
@Mistake(killedBy = "twoThatShareAStreamAndGetStuckAreReported", saying = "nothing was reported")
final class MonkeyPatchThatHasNoWatchdog extends PlainMonkeyPatch {
    MonkeyPatchThatHasNoWatchdog(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    void watch() {}
}

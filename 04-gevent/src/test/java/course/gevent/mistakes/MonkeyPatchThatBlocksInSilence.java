package course.gevent.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/** Right, and slow now and then, and nobody ever learns why. */
@Mistake(
        killedBy = "aStaticInitialiserBlocksTheHubAndIsReported",
        saying = "is reported before it is over")
final class MonkeyPatchThatBlocksInSilence extends PlainMonkeyPatch {
    MonkeyPatchThatBlocksInSilence(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    void warn(String warning) {}
}

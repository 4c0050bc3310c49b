package course.gevent.mistakes;

import course.gevent.Hub;
import course.kit.Mistake;

import java.util.function.Consumer;

/** The wait is over, and its watcher is still there. The first read of each connection works. */
@Mistake(
        killedBy = "aReadThatTakesTooLongTimesOutAndCanBeTriedAgain",
        saying = "another green thread waits already")
final class MonkeyPatchThatForgetsWhomItWatched extends PlainMonkeyPatch {
    MonkeyPatchThatForgetsWhomItWatched(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    void stopWatching(Hub.Watcher ready) {}
}

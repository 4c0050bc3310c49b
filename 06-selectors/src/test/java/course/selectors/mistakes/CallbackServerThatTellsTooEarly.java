package course.selectors.mistakes;

import course.kit.Mistake;
import course.selectors.SelectorKey;

import java.io.IOException;

/**
 * Tells the log of a failure, and tidies up after that. Whoever opens the file again as soon as the
 * log says that it was given up finds it taken.
 */
@Mistake(killedBy = "aFailureIsToldWhenTheChannelIsClosed", saying = "when the log is told")
final class CallbackServerThatTellsTooEarly extends PlainCallbackServer {

    @Override
    void failed(SelectorKey key, Exception e) throws IOException {
        log.failed(key, e);
        end(key.channel());
    }
}

package course.gevent.mistakes;

import course.kit.Mistake;

import java.net.UnknownHostException;
import java.util.function.Consumer;

/**
 * Sockets are patched and names are not. Once a day the name server is slow, and everybody stands
 * still for five seconds.
 */
@Mistake(killedBy = "aNameIsResolvedWhileTheOthersGoOn", saying = "that the other ends")
final class MonkeyPatchThatResolvesNamesOnTheHub extends PlainMonkeyPatch {
    MonkeyPatchThatResolvesNamesOnTheHub(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    <T> T resolve(Question<T> question) throws UnknownHostException {
        return question.ask();
    }
}

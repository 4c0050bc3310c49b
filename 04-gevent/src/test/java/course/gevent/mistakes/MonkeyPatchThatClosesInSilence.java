package course.gevent.mistakes;

import course.kit.Mistake;

import java.util.List;
import java.util.function.Consumer;

/**
 * Of a closed channel no selector reports anything. The pool that closes its idle connections
 * leaves behind all those who were reading from them.
 */
@Mistake(killedBy = "aCloseByAnotherThreadWakesWhoReads", saying = "that the reader ends")
final class MonkeyPatchThatClosesInSilence extends PlainMonkeyPatch {
    MonkeyPatchThatClosesInSilence(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    void closed(List<Runnable> waiting) {}
}

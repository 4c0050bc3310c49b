package course.gevent.mistakes;

import course.kit.Mistake;

import java.net.SocketImpl;
import java.util.function.Consumer;

/**
 * One socket for all, since it can block, too. All seems well, until somebody interrupts a thread,
 * looks at a thread dump, or needs what only the JDK's own socket does.
 */
@Mistake(killedBy = "aPlainThreadIsAsItWas", saying = "reads in the JDK's own socket")
final class MonkeyPatchThatPatchesEveryThread extends PlainMonkeyPatch {
    MonkeyPatchThatPatchesEveryThread(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    SocketImpl othersSocket() {
        return new PatchedSocket();
    }
}

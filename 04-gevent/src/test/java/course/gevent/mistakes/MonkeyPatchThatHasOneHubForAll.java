package course.gevent.mistakes;

import course.kit.Mistake;

import java.util.function.Consumer;

/**
 * The hub is in a field and not the thread's own. On every other thread of the JVM a socket is an
 * exception about a thread that is the wrong one.
 */
@Mistake(killedBy = "aPlainThreadIsAsItWas", saying = "reads in the JDK's own socket")
final class MonkeyPatchThatHasOneHubForAll extends PlainMonkeyPatch {
    MonkeyPatchThatHasOneHubForAll(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    Thread key() {
        return ALL;
    }

    private static final Thread ALL = new Thread("all");
}

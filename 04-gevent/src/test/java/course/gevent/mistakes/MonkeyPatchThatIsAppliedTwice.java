package course.gevent.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * The second patch is refused by the JVM, and nobody says so: whoever has called it believes that
 * his patch is in force.
 */
@Mistake(killedBy = "aPatchedJvmIsNotPatchedAgain", saying = "a second patch")
final class MonkeyPatchThatIsAppliedTwice extends PlainMonkeyPatch {
    MonkeyPatchThatIsAppliedTwice(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    void refuse(IOException why) {}
}

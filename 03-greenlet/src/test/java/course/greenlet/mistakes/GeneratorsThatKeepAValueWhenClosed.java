package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * A value that was looked at and not taken survives close(). The one who closed the file gets one
 * more line of it.
 */
@Mistake(killedBy = "closedAfterALookItHasNoValueLeft", saying = "whether there is more")
final class GeneratorsThatKeepAValueWhenClosed extends PlainGenerators {
    GeneratorsThatKeepAValueWhenClosed(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void discard(Plain<?> generator) {}
}

package course.greenlet.mistakes;

import course.greenlet.Greenlets;
import course.kit.Mistake;

/**
 * Nobody looks which thread asks. A value that is ready goes to whoever comes first, and a close by
 * another thread leaves the file open.
 */
@Mistake(killedBy = "anotherThreadMayNotAsk", saying = "by another thread of a generator that")
final class GeneratorsForAnyThread extends PlainGenerators {
    GeneratorsForAnyThread(Greenlets greenlets) {
        super(greenlets);
    }

    @Override
    void requireThread(Plain<?> generator) {}
}

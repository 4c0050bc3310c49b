package course.greenlet.mistakes;

import course.kit.Mistake;

/**
 * One main greenlet for the whole JVM. With a second thread, its switches come back to the first
 * one's main.
 */
@Mistake(
        killedBy = "eachThreadHasItsOwnMainGreenlet",
        saying = "the main greenlets of three threads")
final class GreenletsThatShareOneTree extends PlainGreenlets {
    private Tree only;

    @Override
    synchronized Tree tree() {
        if (only == null) {
            only = super.tree();
        }
        return only;
    }
}

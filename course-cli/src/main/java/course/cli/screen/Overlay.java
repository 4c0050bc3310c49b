package course.cli.screen;

import course.cli.watch.View;

import org.jline.utils.AttributedString;

import java.util.List;

/** What lies over the exercise for a while. */
interface Overlay {
    String title();

    List<AttributedString> body(View view, Painter painter, int width);

    /** The line of the body that has to be seen; -1 if any may be. */
    default int line() {
        return -1;
    }

    /** Whether it has to do with the key. */
    default boolean takes(Key key) {
        return false;
    }

    String keys();
}

package course.select;

import course.kit.Example;
import course.kit.trace.Trace;
import course.picture.trace.Kind;

/** What a server under test does, turn by turn, in the trace of its example. */
public final class ServerTrace {
    private static final String SERVER = "the server";
    private static final int SHOWN = 40;

    private final Trace trace = Example.current().trace();

    /** A turn of its loop begins. */
    public void turn(String found) {
        trace.add(Kind.TURN, SERVER, found);
    }

    public void waits() {
        trace.add(Kind.WAITS, SERVER, "in select");
    }

    public void logs(int port, String what) {
        trace.add(Kind.LOGGED, SERVER, shortened(what), "port " + port);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN
                ? text
                : "%s… (%s characters)".formatted(text.substring(0, SHOWN), text.length());
    }
}

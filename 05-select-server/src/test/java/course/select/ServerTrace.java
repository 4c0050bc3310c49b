package course.select;

import course.kit.Example;
import course.kit.trace.Trace;
import course.picture.trace.Kind;

import java.util.ArrayList;
import java.util.List;

/** What a server under test does, turn by turn, in the trace of its example. */
public final class ServerTrace {
    private static final String SERVER = "the server";
    private static final int SHOWN = 24;

    private final Trace trace = Example.current().trace();

    /** A turn of its loop begins. */
    void turn(Select.Ready found) {
        var ready = new ArrayList<String>();
        add("to read", WatchedSelect.names(found.readable()), ready);
        add("to write", WatchedSelect.names(found.writable()), ready);
        add("exceptional", WatchedSelect.names(found.exceptional()), ready);
        turn(ready);
    }

    /** The same for a server that is told in another form. */
    public void turn(List<String> ready) {
        trace.add(
                Kind.TURN,
                SERVER,
                ready.isEmpty() ? "nothing is ready" : "ready " + String.join("; ", ready));
    }

    private static void add(String what, List<String> names, List<String> ready) {
        if (!names.isEmpty()) {
            ready.add("%s: %s".formatted(what, String.join(", ", names)));
        }
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

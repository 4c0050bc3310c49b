package course.kit.failure;

import course.kit.trace.Trace;
import course.picture.trace.Event;
import course.picture.trace.Kind;
import course.picture.trace.Refrain;

import java.util.ArrayList;
import java.util.List;

/** What the peers of an example said, line by line; what repeats itself is told once. */
public final class Conversation {
    private static final int SHOWN = 30;

    private final Trace trace;

    public Conversation(Trace trace) {
        this.trace = trace;
    }

    /** The last lines. */
    public List<String> lines() {
        var lines =
                trace.events().stream()
                        .filter(event -> isPartOfIt(event.kind()))
                        .map(Event::sentence)
                        .toList();
        var told = new ArrayList<String>();
        for (var one : Refrain.in(lines, String::equals)) {
            told.addAll(lines.subList(one.start(), one.start() + one.length()));
            if (one.times() > 1) {
                told.add("(and the same %s times more)".formatted(one.times() - 1));
            }
        }
        var skipped = told.size() - SHOWN;
        if (skipped <= 0) {
            return told;
        }
        var shown = new ArrayList<String>();
        shown.add("(%s more lines)".formatted(skipped));
        shown.addAll(told.subList(skipped, told.size()));
        return shown;
    }

    private static boolean isPartOfIt(Kind kind) {
        return kind.topic() == Kind.Topic.TALK || kind == Kind.LEFT_OUT;
    }
}

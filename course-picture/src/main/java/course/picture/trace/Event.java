package course.picture.trace;

/**
 * Something that happened in an example.
 *
 * @param nanos when, since the example began
 * @param virtual whether that is the time of a test's clock
 * @param lane who did it, or to whom it happened; empty if it was nobody in particular
 * @param text with what; empty if there is no more to say
 * @param to to whom; empty if to nobody
 */
public record Event(long nanos, boolean virtual, String lane, Kind kind, String text, String to) {

    /** What happened, in English. */
    public String sentence() {
        return sentence(kind.pattern());
    }

    String sentence(String pattern) {
        var sentence = new StringBuilder(pattern);
        replace(sentence, "{lane}", lane);
        replace(sentence, "{to}", to);
        replace(sentence, "{text}", text);
        return sentence.toString().replaceFirst("^: ", "").replace(" ()", "").strip();
    }

    private static void replace(StringBuilder sentence, String name, String value) {
        var at = sentence.indexOf(name);
        if (at >= 0) {
            sentence.replace(at, at + name.length(), value);
        }
    }

    public Event withText(String other) {
        return new Event(nanos, virtual, lane, kind, other, to);
    }

    /** Whether it is the same as the other one, at another time. */
    boolean repeats(Event other) {
        return kind == other.kind
                && lane.equals(other.lane)
                && text.equals(other.text)
                && to.equals(other.to);
    }
}

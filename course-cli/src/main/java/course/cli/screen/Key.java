package course.cli.screen;

import org.jline.utils.NonBlockingReader;

import java.io.IOException;
import java.util.Map;

/** What was pressed. */
enum Key {
    NEXT,
    PREVIOUS,
    LIST,
    HINT,
    ANSWER,
    RESET,
    UNDO,
    RUN_ALL,
    PAGE,
    QUIT,
    HELP,
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    TOP,
    BOTTOM,
    ENTER,
    ESCAPE,
    SUSPEND,
    REDRAW,
    NONE;

    private static final char ESC = 27;
    private static final long REST_OF_SEQUENCE = 50;
    private static final int LONGEST = 8;

    /** A read without an end would keep the terminal from being closed. */
    private static final long LOOK_AGAIN = 1_000;

    private static final Map<Integer, Key> BY_CHARACTER =
            Map.ofEntries(
                    Map.entry((int) 'n', NEXT),
                    Map.entry((int) 'N', PREVIOUS),
                    Map.entry((int) 'p', PAGE),
                    Map.entry((int) 'l', LIST),
                    Map.entry((int) 'h', HINT),
                    Map.entry((int) 'a', ANSWER),
                    Map.entry((int) 'r', RESET),
                    Map.entry((int) 'u', UNDO),
                    Map.entry((int) 'R', RUN_ALL),
                    Map.entry((int) 'q', QUIT),
                    Map.entry(3, QUIT),
                    Map.entry(4, QUIT),
                    Map.entry((int) '?', HELP),
                    Map.entry((int) 'k', UP),
                    Map.entry((int) 'j', DOWN),
                    Map.entry((int) ' ', PAGE_DOWN),
                    Map.entry((int) 'b', PAGE_UP),
                    Map.entry((int) 'g', TOP),
                    Map.entry((int) 'G', BOTTOM),
                    Map.entry((int) '\r', ENTER),
                    Map.entry((int) '\n', ENTER),
                    Map.entry(26, SUSPEND),
                    Map.entry(12, REDRAW));

    private static final Map<String, Key> BY_SEQUENCE =
            Map.ofEntries(
                    Map.entry("[A", UP),
                    Map.entry("[B", DOWN),
                    Map.entry("OA", UP),
                    Map.entry("OB", DOWN),
                    Map.entry("[C", NEXT),
                    Map.entry("[D", PREVIOUS),
                    Map.entry("OC", NEXT),
                    Map.entry("OD", PREVIOUS),
                    Map.entry("[5~", PAGE_UP),
                    Map.entry("[6~", PAGE_DOWN),
                    Map.entry("[H", TOP),
                    Map.entry("[F", BOTTOM),
                    Map.entry("OH", TOP),
                    Map.entry("OF", BOTTOM),
                    Map.entry("[1~", TOP),
                    Map.entry("[4~", BOTTOM));

    /** Waits for the next one; null at the end of the input. */
    static Key read(NonBlockingReader input) throws IOException {
        var character = NonBlockingReader.READ_EXPIRED;
        while (character == NonBlockingReader.READ_EXPIRED) {
            character = input.read(LOOK_AGAIN);
        }
        if (character < 0) {
            return null;
        }
        return character == ESC ? sequence(input) : BY_CHARACTER.getOrDefault(character, NONE);
    }

    private static Key sequence(NonBlockingReader input) throws IOException {
        var sequence = new StringBuilder();
        do {
            var next = input.read(REST_OF_SEQUENCE);
            if (next < 0) {
                return sequence.isEmpty() ? ESCAPE : NONE;
            }
            sequence.append((char) next);
        } while (sequence.length() < LONGEST && !isEnd(sequence));
        return BY_SEQUENCE.getOrDefault(sequence.toString(), NONE);
    }

    private static boolean isEnd(CharSequence sequence) {
        var last = sequence.charAt(sequence.length() - 1);
        return sequence.length() > 1 && (Character.isLetter(last) || last == '~');
    }
}

package course.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in lines that are no wider than its room. Between {@code `} stands code. How wide a letter
 * is differs from font to font: widths are estimated for a wide one, so that no reader's text is
 * wider.
 */
public record Label(List<List<Piece>> lines, double size) {
    static final double NORMAL = 13;
    static final double SMALL = 12;
    private static final double LINE_HEIGHT = 1.3;
    private static final String NO_LINE_BEGINS_WITH = "，。、；：！？）》”’…";
    private static final String NO_LINE_ENDS_WITH = "（《“‘";

    /** Letters that stay together on one line, all in one font. */
    public record Piece(String text, boolean code, boolean spaceBefore) {

        double width(double size) {
            return text.codePoints().mapToDouble(letter -> widthOf(letter, code)).sum() * size;
        }

        double widthWithSpace(double size) {
            return width(size) + (spaceBefore ? widthOf(' ', code) * size : 0);
        }
    }

    /** The text, broken into lines where it would be wider than {@code room}. */
    static Label of(String text, double size, double room) {
        var lines = new ArrayList<List<Piece>>();
        var line = new ArrayList<Piece>();
        var width = 0.0;
        for (var piece : pieces(text)) {
            if (!line.isEmpty() && width + piece.widthWithSpace(size) > room) {
                lines.add(List.copyOf(line));
                line.clear();
                width = 0;
            }
            if (line.isEmpty()) {
                piece = new Piece(piece.text, piece.code, false);
            }
            line.add(piece);
            width += piece.widthWithSpace(size);
        }
        lines.add(List.copyOf(line));
        return new Label(List.copyOf(lines), size);
    }

    double width() {
        return lines.stream()
                .mapToDouble(line ->
                        line.stream().mapToDouble(piece -> piece.widthWithSpace(size)).sum())
                .max()
                .orElse(0);
    }

    double height() {
        return lines.size() * lineHeight();
    }

    double lineHeight() {
        return size * LINE_HEIGHT;
    }

    private static List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        var code = false;
        var word = new StringBuilder();
        var space = false;
        for (var letter : text.codePoints().toArray()) {
            var here = Character.toString(letter);
            var breaks =
                    letter == '`'
                            || !code && (letter == ' ' || mayBreakBetween(word.toString(), here));
            if (breaks && !word.isEmpty()) {
                pieces.add(new Piece(word.toString(), code, space));
                word.setLength(0);
                space = false;
            }
            if (letter == '`') {
                code = !code;
            } else if (letter == ' ' && !code) {
                space = true;
            } else {
                word.append(here);
            }
        }
        if (!word.isEmpty()) {
            pieces.add(new Piece(word.toString(), code, space));
        }
        return joined(pieces);
    }

    /** What may not begin a line stays with what comes before it. */
    private static List<Piece> joined(List<Piece> pieces) {
        var joined = new ArrayList<Piece>();
        for (var piece : pieces) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last != null
                    && last.code == piece.code
                    && !piece.spaceBefore
                    && NO_LINE_BEGINS_WITH.contains(piece.text.substring(0, 1))) {
                var together = last.text + piece.text;
                joined.set(joined.size() - 1, new Piece(together, last.code, last.spaceBefore));
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }

    private static boolean mayBreakBetween(String before, String letter) {
        return !before.isEmpty()
                && (isWide(before.codePointBefore(before.length()))
                        || isWide(letter.codePointAt(0)))
                && !NO_LINE_BEGINS_WITH.contains(letter)
                && !NO_LINE_ENDS_WITH.contains(before.substring(before.length() - 1));
    }

    /** How wide a text on one line is at most. */
    public static double width(String text, double size, boolean code) {
        return new Piece(text, code, false).width(size);
    }

    /** In em. */
    private static double widthOf(int letter, boolean code) {
        if (isWide(letter)) {
            return 1;
        }
        if (code) {
            return 0.61;
        }
        if (" ijl.,:;'|!".indexOf(letter) >= 0) {
            return 0.34;
        }
        if ("frtI()[]-".indexOf(letter) >= 0) {
            return 0.44;
        }
        if ("mwMW@%→←↓↑✓✗≤…".indexOf(letter) >= 0) {
            return 1;
        }
        return Character.isUpperCase(letter) ? 0.74 : 0.64;
    }

    private static boolean isWide(int letter) {
        return letter >= 0x2E80 && letter <= 0x9FFF
                || letter >= 0xFF00 && letter <= 0xFFEF
                || letter >= 0x2014 && letter <= 0x201D;
    }
}

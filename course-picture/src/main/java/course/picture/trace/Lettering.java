package course.picture.trace;

import course.picture.Label;

import java.util.ArrayList;
import java.util.List;

/** A text in lines that fit; also a word that is too long is broken. */
record Lettering(List<String> lines, boolean code) {
    static final double SIZE = 12.5;
    static final double LINE = 16.5;

    static Lettering of(String text, boolean code, double room, int mostLines) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.strip().split("\n")) {
            wrap(paragraph, code, room, lines);
        }
        if (lines.size() > mostLines) {
            lines.subList(mostLines, lines.size()).clear();
            lines.add(lines.removeLast() + " …");
        }
        return new Lettering(List.copyOf(lines), code);
    }

    private static void wrap(String text, boolean code, double room, List<String> lines) {
        var line = new StringBuilder();
        for (var word : text.splitWithDelimiters("\\s+", 0)) {
            if (width(line + word, code) > room && !word.isBlank() && !line.toString().isBlank()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            for (var letter : word.codePoints().toArray()) {
                var next = Character.toString(letter);
                if (width(line + next, code) > room && !line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(next);
            }
        }
        lines.add(line.toString().stripTrailing());
    }

    private static double width(String text, boolean code) {
        return Label.width(text, SIZE, code);
    }

    double width() {
        return lines.stream().mapToDouble(line -> width(line, code)).max().orElse(0);
    }

    double height() {
        return lines.size() * LINE;
    }
}

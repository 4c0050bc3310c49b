package course.picture;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a line of a description says, such as {@code at 20 40 size 120 30 blue "select()"}. */
final class Clauses {
    private final Line line;
    private final List<String> tokens;
    private final Map<String, Point2D> pairs = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> flags = new LinkedHashSet<>();
    private final List<Point2D> corners = new ArrayList<>();
    private final List<Double> columns = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private int next;

    /**
     * @param first how many of the line's tokens are read already
     * @param allowed what may be said, as {@code "at size blue text"}
     */
    Clauses(Line line, int first, String allowed) {
        this.line = line;
        tokens = line.tokens();
        next = first;
        var known = Arrays.asList(allowed.split(" "));
        while (next < tokens.size()) {
            var token = tokens.get(next++);
            var isText = token.startsWith("\"") || token.startsWith("@");
            if (!known.contains(isText ? "text" : token)) {
                throw line.bad(
                        "%s does not know %s; it knows: %s", tokens.getFirst(), token, allowed);
            }
            read(token, isText);
        }
    }

    private void read(String token, boolean isText) {
        if (isText) {
            texts.add(token);
            return;
        }
        switch (token) {
            case "at", "size" -> pairs.put(token, pair(token));
            case "width" -> pairs.put(token, new Point2D.Double(number(token), 0));
            case "via" -> corners.add(pair(token));
            case "from", "to" -> names.put(token, token(token));
            case "columns" -> {
                while (next < tokens.size() && isNumber(tokens.get(next))) {
                    columns.add(number(token));
                }
            }
            default -> flags.add(token);
        }
    }

    private Point2D pair(String clause) {
        var first = number(clause);
        return new Point2D.Double(first, number(clause));
    }

    private double number(String clause) {
        var token = token(clause);
        if (!isNumber(token)) {
            throw line.bad("%s needs a number here, not %s", clause, token);
        }
        return Double.parseDouble(token);
    }

    private String token(String clause) {
        if (next == tokens.size()) {
            throw line.bad("something is missing after %s", clause);
        }
        return tokens.get(next++);
    }

    static boolean isNumber(String token) {
        return token.matches("-?\\d+(\\.\\d+)?");
    }

    Point2D pair(String clause, String meaning) {
        var pair = pairs.get(clause);
        if (pair == null) {
            throw line.bad("%s needs \"%s %s\"", tokens.getFirst(), clause, meaning);
        }
        return pair;
    }

    String name(String clause) {
        var name = names.get(clause);
        if (name == null) {
            throw line.bad("%s needs \"%s NAME\"", tokens.getFirst(), clause);
        }
        return name;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** The first of these that is said, or else {@code otherwise}. */
    String oneOf(List<String> choices, String otherwise) {
        return choices.stream().filter(flags::contains).findFirst().orElse(otherwise);
    }

    List<Point2D> corners() {
        return corners;
    }

    List<Double> columns() {
        return columns;
    }

    List<String> texts() {
        return texts;
    }

    Line line() {
        return line;
    }
}

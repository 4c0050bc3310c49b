package course.picture;

import course.picture.Svg.Align;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the parts of a diagram are, and that no text is hidden, cut off or crossed. */
final class Layout {
    private static final double TOLERANCE = 1;

    private final Rectangle2D page;
    private final Map<String, Rectangle2D> places = new HashMap<>();
    private final List<Part> boxes = new ArrayList<>();
    private final List<Part> frames = new ArrayList<>();
    private final List<Part> labels = new ArrayList<>();
    private final List<Stroke> strokes = new ArrayList<>();

    private record Part(Line line, Rectangle2D place) {}

    private record Stroke(Line line, Line2D segment) {}

    Layout(double width, double height) {
        page = new Rectangle2D.Double(0, 0, width, height);
    }

    void addFrame(Line line, String name, Rectangle2D place) {
        frames.add(new Part(line, place));
        add(line, name, place);
    }

    void addBox(Line line, String name, Rectangle2D place) {
        boxes.add(new Part(line, place));
        add(line, name, place);
    }

    private void add(Line line, String name, Rectangle2D place) {
        if (!page.contains(place)) {
            throw line.bad("%s is not wholly on the picture", name);
        }
        if (places.putIfAbsent(name, place) != null) {
            throw line.bad("there are two parts named %s", name);
        }
    }

    void addLabel(Line line, Label label, double x, double y, Align align) {
        var width = label.width();
        var left =
                switch (align) {
                    case LEFT -> x;
                    case CENTRE -> x - width / 2;
                    case RIGHT -> x - width;
                };
        labels.add(
                new Part(
                        line,
                        new Rectangle2D.Double(
                                left, y - label.height() / 2, width, label.height())));
    }

    void addLine(Line line, List<Point2D> points) {
        for (var i = 1; i < points.size(); i++) {
            strokes.add(new Stroke(line, new Line2D.Double(points.get(i - 1), points.get(i))));
        }
    }

    /** The point that {@code X,Y} or {@code NAME.side.percent} means. */
    Point2D point(Line line, String name) {
        var numbers = name.split(",");
        if (numbers.length == 2 && Clauses.isNumber(numbers[0]) && Clauses.isNumber(numbers[1])) {
            return new Point2D.Double(
                    Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
        }
        var parts = name.split("\\.");
        var place = places.get(parts[0]);
        if (place == null) {
            throw line.bad("nothing above this line is named %s", parts[0]);
        }
        if (parts.length < 2
                || parts.length > 3
                || parts.length == 3 && !Clauses.isNumber(parts[2])) {
            throw line.bad("%s is no place; %s.left is one, or %2$s.left.25", name, parts[0]);
        }
        var share = parts.length == 3 ? Double.parseDouble(parts[2]) / 100 : 0.5;
        var x = place.getX() + share * place.getWidth();
        var y = place.getY() + share * place.getHeight();
        return switch (parts[1]) {
            case "left" -> new Point2D.Double(place.getX(), y);
            case "right" -> new Point2D.Double(place.getMaxX(), y);
            case "top" -> new Point2D.Double(x, place.getY());
            case "bottom" -> new Point2D.Double(x, place.getMaxY());
            default -> throw line.bad("a side is left, right, top or bottom, not %s", parts[1]);
        };
    }

    void checkFits(Line line, Label label, double roomX, double roomY) {
        if (label.width() > roomX + TOLERANCE || label.height() > roomY + TOLERANCE) {
            throw line.bad(
                    "its text takes %.0f by %.0f, and there is room for %.0f by %.0f",
                    label.width(), label.height(), roomX, Math.min(roomY, page.getHeight()));
        }
    }

    /**
     * @throws BadPicture if a text lies on something, or something on a text
     */
    void check() {
        for (var i = 0; i < labels.size(); i++) {
            var label = labels.get(i);
            if (!page.contains(label.place)) {
                throw label.line.bad("its text is not wholly on the picture");
            }
            for (var other : labels.subList(0, i)) {
                if (inner(label).intersects(other.place)) {
                    throw meet(label, "the text", other.line);
                }
            }
            for (var box : boxes) {
                if (box.line != label.line && box.place.intersects(inner(label))) {
                    throw meet(label, "what is drawn", box.line);
                }
            }
            for (var frame : frames) {
                if (frame.place.intersects(label.place) && !frame.place.contains(label.place)) {
                    throw meet(label, "the border", frame.line);
                }
            }
            for (var stroke : strokes) {
                if (stroke.segment.intersects(inner(label))) {
                    throw meet(label, "what is drawn", stroke.line);
                }
            }
        }
    }

    private static BadPicture meet(Part label, String what, Line other) {
        return label.line.bad("its text meets %s of line %s", what, other.number());
    }

    private static Rectangle2D inner(Part label) {
        var place = label.place;
        return new Rectangle2D.Double(
                place.getX() + TOLERANCE,
                place.getY() + TOLERANCE,
                Math.max(0, place.getWidth() - 2 * TOLERANCE),
                Math.max(0, place.getHeight() - 2 * TOLERANCE));
    }
}

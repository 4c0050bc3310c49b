package course.picture;

import course.picture.Svg.Align;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines over two logarithmic axes. The first column of its table is x, each other one a line, whose
 * heading stands where the line ends. Lines differ in colour, in their dashes, and in the shape of
 * their points. The words are those for {@code x} and {@code y}, the titles of the axes.
 */
final class Chart {
    static final double WIDTH = 400;
    static final double HEIGHT = 330;
    private static final double TOP = 40;
    private static final double BOTTOM = HEIGHT - 46;
    private static final double BESIDE = 12;
    private static final double BETWEEN_LABELS = 17;
    private static final double NAME_HEIGHT = 18;
    private static final double MARK = 3.6;
    private static final List<String> DASHES = List.of("", "7 4", "2 4", "10 4 2 4");
    private static final List<Double> WIDTHS = List.of(3.2, 2.2, 2.2, 2.2);

    private final Svg svg = new Svg();
    private final List<Series> lines;
    private final LogAxis x;
    private final LogAxis y;
    private final double left;
    private final double right;

    private record Point(double x, double y) {}

    private record Series(int number, String name, List<Point> points) {
        Point last() {
            return points.getLast();
        }
    }

    Chart(Table table, UnaryOperator<String> words) {
        lines =
                IntStream.range(1, table.headings().size())
                        .mapToObj(column -> series(table, column))
                        .filter(line -> !line.points.isEmpty())
                        .toList();
        if (lines.isEmpty() || table.headings().size() - 1 > DASHES.size()) {
            throw table.rows().getFirst().line().bad("a chart has one line to four");
        }
        x = LogAxis.of(points().mapToDouble(Point::x));
        y = LogAxis.of(points().mapToDouble(Point::y));
        left =
                BESIDE
                        + 8
                        + y.ticks().stream()
                                .mapToDouble(tick -> label(number(tick)).width())
                                .max()
                                .orElse(0);
        var names = lines.stream().mapToDouble(Chart::nameWidth).max().orElse(0);
        right = WIDTH - 2 * BESIDE - names;
        drawAxes(words);
        lines.forEach(this::draw);
        nameThem();
    }

    private static Series series(Table table, int column) {
        var points = new ArrayList<Point>();
        for (var row : table.rows()) {
            var value = row.maybeNumber(column);
            if (value.isPresent()) {
                var point = new Point(row.number(0), value.getAsDouble());
                if (point.x <= 0 || point.y <= 0) {
                    throw row.line().bad("a logarithmic axis has room for numbers above 0 only");
                }
                points.add(point);
            }
        }
        return new Series(column - 1, table.headings().get(column), points);
    }

    Svg svg() {
        return svg;
    }

    private Stream<Point> points() {
        return lines.stream().flatMap(line -> line.points.stream());
    }

    private double left(double value) {
        return left + x.share(value) * (right - left);
    }

    private double top(double value) {
        return BOTTOM - y.share(value) * (BOTTOM - TOP);
    }

    private void drawAxes(UnaryOperator<String> words) {
        for (var tick : x.ticks()) {
            addGridLine(left(tick), TOP, left(tick), BOTTOM, "grid");
            svg.add(label(number(tick)), left(tick), BOTTOM + 13, Align.CENTRE);
        }
        for (var tick : y.ticks()) {
            addGridLine(left, top(tick), right, top(tick), "grid");
            svg.add(label(number(tick)), left - 6, top(tick), Align.RIGHT);
        }
        addGridLine(left, TOP, left, BOTTOM, "axis");
        addGridLine(left, BOTTOM, right, BOTTOM, "axis");
        svg.add(axisTitle("↑ " + words.apply("y")), BESIDE, TOP - 22, Align.LEFT);
        svg.add(axisTitle(words.apply("x") + " →"), WIDTH - BESIDE, HEIGHT - 15, Align.RIGHT);
    }

    private static Label axisTitle(String text) {
        var label = Label.of(text, Label.NORMAL, WIDTH - 2 * BESIDE);
        if (label.lines().size() > 1) {
            throw new BadPicture("chart", "the title of an axis is too long for one line: " + text);
        }
        return label;
    }

    private void addGridLine(double x1, double y1, double x2, double y2, String kind) {
        svg.add(
                "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
                kind, x1, y1, x2, y2);
    }

    private void draw(Series line) {
        var path = new StringBuilder();
        for (var point : line.points) {
            path.append(path.isEmpty() ? "" : " ")
                    .append(Svg.shortly(left(point.x)))
                    .append(',')
                    .append(Svg.shortly(top(point.y)));
        }
        svg.add(
                "<polyline class=\"series s%s\" points=\"%s\" stroke-dasharray=\"%s\""
                        + " stroke-width=\"%s\"/>",
                line.number, path, DASHES.get(line.number), WIDTHS.get(line.number));
        line.points.forEach(point -> addMark(line.number, left(point.x), top(point.y)));
    }

    private void addMark(int number, double atX, double atY) {
        var shape =
                switch (number) {
                    case 0 -> "M-1-1H1V1H-1z";
                    case 1 -> "M0-1.2A1.2 1.2 0 0 1 0 1.2A1.2 1.2 0 0 1 0-1.2z";
                    case 2 -> "M0-1.4 1.3 1H-1.3z";
                    default -> "M0-1.5 1.5 0 0 1.5-1.5 0z";
                };
        svg.add(
                "<path class=\"mark page s%s\" vector-effect=\"non-scaling-stroke\""
                        + " transform=\"translate(%s %s) scale(%s)\" d=\"%s\"/>",
                number, atX, atY, MARK, shape);
    }

    /** Beside the end of a line, or where most room is about it if others go on from there. */
    private void nameThem() {
        var end = points().mapToDouble(Point::x).max().orElseThrow();
        var atEnd =
                lines.stream()
                        .filter(line -> line.last().x == end)
                        .sorted(Comparator.comparing(line -> -line.last().y))
                        .toList();
        var lowest = Double.NEGATIVE_INFINITY;
        for (var line : atEnd) {
            var middle = Math.max(top(line.last().y), lowest + BETWEEN_LABELS);
            lowest = middle;
            nameIt(line, left(end) + BESIDE, middle);
        }
        lines.stream().filter(line -> !atEnd.contains(line)).forEach(this::nameWhereRoomIs);
    }

    private void nameWhereRoomIs(Series line) {
        var width = nameWidth(line);
        var endX = left(line.last().x);
        var endY = top(line.last().y);
        var places = new ArrayList<Rectangle2D>();
        for (var leftmost : List.of(endX + BESIDE, endX - width / 2, endX - width - BESIDE)) {
            for (var middle : List.of(endY - BETWEEN_LABELS, endY + BETWEEN_LABELS, endY)) {
                places.add(
                        new Rectangle2D.Double(
                                leftmost, middle - NAME_HEIGHT / 2, width, NAME_HEIGHT));
            }
        }
        var best = Collections.max(places, Comparator.comparing(this::distanceToLines));
        svg.add(
                "<rect class=\"page grid\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"3\"/>",
                best.getX() - MARK, best.getY(), best.getWidth() + 2 * MARK, best.getHeight());
        nameIt(line, best.getX(), best.getCenterY());
    }

    private double distanceToLines(Rectangle2D place) {
        return lines.stream()
                .flatMap(line ->
                        IntStream.range(1, line.points.size()).mapToObj(i -> segment(line, i)))
                .mapToDouble(segment -> distance(place, segment))
                .min()
                .orElse(Double.MAX_VALUE);
    }

    private Line2D segment(Series line, int end) {
        var from = line.points.get(end - 1);
        var to = line.points.get(end);
        return new Line2D.Double(left(from.x), top(from.y), left(to.x), top(to.y));
    }

    private static double distance(Rectangle2D place, Line2D segment) {
        if (segment.intersects(place)) {
            return 0;
        }
        return DoubleStream.of(
                        segment.ptSegDist(place.getMinX(), place.getMinY()),
                        segment.ptSegDist(place.getMinX(), place.getMaxY()),
                        segment.ptSegDist(place.getMaxX(), place.getMinY()),
                        segment.ptSegDist(place.getMaxX(), place.getMaxY()))
                .min()
                .orElseThrow();
    }

    private void nameIt(Series line, double leftmost, double middle) {
        svg.add(name(line), leftmost, middle, Align.LEFT);
        addMark(line.number, leftmost + nameWidth(line) - MARK, middle);
    }

    private static double nameWidth(Series line) {
        return name(line).width() + 4 * MARK;
    }

    private static Label name(Series line) {
        return Label.of("`" + line.name + "`", Label.NORMAL, WIDTH);
    }

    private static Label label(String text) {
        return Label.of(text, Label.SMALL, WIDTH);
    }

    private static String number(double tick) {
        return tick >= 1
                ? String.format(Locale.ROOT, "%,.0f", tick)
                : String.valueOf(Math.round(tick * 1e6) / 1e6);
    }
}

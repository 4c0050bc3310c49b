package course.select.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A line chart with two logarithmic axes, as SVG. It has numbers but no words, so that one picture
 * serves every language; the text beside it says what the axes and the colours mean.
 */
public final class Chart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int MARGIN = 60;
    private static final int LONG_LABELS = 20;
    private static final List<String> COLOURS = List.of("#c0392b", "#2471a3", "#1e8449", "#7d3c98");

    private final List<List<Point>> lines = new ArrayList<>();

    /** Both coordinates are more than 0. */
    public record Point(double x, double y) {}

    /** Adds a line; the first is red, then come blue, green and purple. */
    public Chart line(List<Point> points) {
        lines.add(List.copyOf(points));
        return this;
    }

    @Override
    public String toString() {
        var x = Axis.of(lines.stream().flatMap(List::stream).mapToDouble(Point::x).toArray());
        var y = Axis.of(lines.stream().flatMap(List::stream).mapToDouble(Point::y).toArray());
        var svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%d 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                -LONG_LABELS,
                WIDTH + LONG_LABELS,
                HEIGHT);
        add(svg, "<rect x=\"%d\" width=\"100%%\" height=\"100%%\" fill=\"white\"/>", -LONG_LABELS);
        for (var tick : x.ticks()) {
            var at = left(x, tick);
            add(
                    svg,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/>",
                    at,
                    MARGIN,
                    at,
                    HEIGHT - MARGIN);
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    at,
                    HEIGHT - MARGIN + 20,
                    label(tick));
        }
        for (var tick : y.ticks()) {
            var at = top(y, tick);
            add(
                    svg,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>",
                    MARGIN,
                    at,
                    WIDTH - MARGIN,
                    at);
            add(
                    svg,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    MARGIN - 8,
                    at + 4,
                    label(tick));
        }
        for (var i = 0; i < lines.size(); i++) {
            addLine(svg, COLOURS.get(i % COLOURS.size()), lines.get(i), x, y);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void addLine(
            StringBuilder svg, String colour, List<Point> points, Axis x, Axis y) {
        var path = new StringBuilder();
        for (var point : points) {
            path.append(
                    String.format(
                            Locale.ROOT, "%.1f,%.1f ", left(x, point.x()), top(y, point.y())));
            add(
                    svg,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>",
                    left(x, point.x()),
                    top(y, point.y()),
                    colour);
        }
        add(
                svg,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                path.toString().strip(),
                colour);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static double left(Axis axis, double value) {
        return MARGIN + axis.share(value) * (WIDTH - 2 * MARGIN);
    }

    private static double top(Axis axis, double value) {
        return HEIGHT - MARGIN - axis.share(value) * (HEIGHT - 2 * MARGIN);
    }

    private static String label(double tick) {
        return tick >= 1 ? String.format(Locale.ROOT, "%,.0f", tick) : "%s".formatted(tick);
    }

    /** From one power of ten to another. */
    private record Axis(int from, int to) {
        static Axis of(double[] values) {
            var least = Arrays.stream(values).min().orElse(1);
            var most = Arrays.stream(values).max().orElse(10);
            var from = (int) Math.floor(Math.log10(least));
            return new Axis(from, Math.max(from + 1, (int) Math.ceil(Math.log10(most))));
        }

        double share(double value) {
            return (Math.log10(value) - from) / (to - from);
        }

        List<Double> ticks() {
            return IntStream.rangeClosed(from, to)
                    .mapToObj(exponent -> Math.pow(10, exponent))
                    .toList();
        }
    }
}

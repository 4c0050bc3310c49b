package course.loop.timeline;

import course.loop.timeline.Span.State;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Timelines as SVG, one below the other: dark where a lane runs, light where it waits. */
final class Picture {
    private static final int WIDTH = 640;
    private static final int RIGHT = 24;
    private static final int TOP = 12;
    private static final int ROW = 26;
    private static final int BAR = 18;
    private static final int SCALE = 26;
    private static final int GAP = 18;
    private static final int LETTER = 8;
    private static final int MOST_TICKS = 12;
    private static final String RUNNING = "#1f4e79";
    private static final String WAITING = "#d0d7de";

    private final StringBuilder svg = new StringBuilder();
    private final List<Timeline> timelines;
    private final Duration total;
    private final int left;

    Picture(List<Timeline> timelines) {
        this.timelines = timelines;
        total =
                timelines.stream()
                        .map(Timeline::total)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        left =
                20
                        + LETTER
                                * timelines.stream()
                                        .flatMap(timeline -> timeline.lanes().stream())
                                        .mapToInt(lane -> lane.name().length())
                                        .max()
                                        .orElse(0);
    }

    @Override
    public String toString() {
        svg.setLength(0);
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH, height());
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        var top = TOP;
        for (var timeline : timelines) {
            draw(timeline, top);
            top += heightOf(timeline) + GAP;
        }
        return svg.append("</svg>\n").toString();
    }

    private int height() {
        return TOP + timelines.stream().mapToInt(timeline -> heightOf(timeline) + GAP).sum();
    }

    private static int heightOf(Timeline timeline) {
        return timeline.lanes().size() * ROW + SCALE;
    }

    private void draw(Timeline timeline, int top) {
        var bottom = top + timeline.lanes().size() * ROW;
        drawScale(top, bottom);
        for (var i = 0; i < timeline.lanes().size(); i++) {
            draw(timeline.lanes().get(i), top + i * ROW);
        }
    }

    private void drawScale(int top, int bottom) {
        var step = Timeline.stepFor(total, MOST_TICKS);
        var unit = Timeline.TimeUnit.of(step);
        for (var tick = Duration.ZERO; tick.compareTo(total) <= 0; tick = tick.plus(step)) {
            var x = x(tick);
            add(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/>",
                    x, top - 4, x, bottom + 4);
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#666\">%s</text>",
                    x, bottom + 19, unit.count(tick));
        }
    }

    private void draw(Lane lane, int top) {
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                left - 10, top + BAR - 4, escaped(lane.name()));
        for (var span : lane.spans()) {
            add(
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                    x(span.from()),
                    top,
                    x(span.to()) - x(span.from()),
                    BAR,
                    span.state() == State.RUNNING ? RUNNING : WAITING);
        }
    }

    private double x(Duration time) {
        var share = total.isZero() ? 0 : (double) time.toNanos() / total.toNanos();
        return left + share * (WIDTH - left - RIGHT);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

package course.picture.trace;

import course.picture.Svg;

import java.util.List;

/** One picture: columns for the lanes, and a row for each step, from top to bottom. */
final class Drawing {
    private static final double MARGIN = 6;
    private static final double TIME = 46;
    private static final double GAP = 9;
    private static final int MOST_LINES = 6;
    private static final int ROWS_BETWEEN_HEADS = 24;

    private final Svg bands = new Svg();
    private final Svg rows = new Svg();
    private final Wording words;
    private final Columns columns;
    private final Bars bars;
    private final double width;
    private final double left;
    private final double headHeight;
    private double y = MARGIN;
    private double bandFrom = -1;
    private boolean bandIsGrey;
    private String time = "";
    private boolean isTimed;

    Drawing(List<Step> steps, Wording words, double width) {
        this.words = words;
        this.width = width;
        left = steps.stream().anyMatch(step -> step.event().virtual()) ? TIME : 0;
        columns = new Columns(steps, left, width);
        headHeight =
                columns.names().stream().mapToDouble(name -> nameOf(name).height()).max().orElse(0);
        bars = new Bars(columns);
        drawHead();
        var sinceHead = 0;
        for (var step : steps) {
            if (++sinceHead > ROWS_BETWEEN_HEADS) {
                drawHead();
                sinceHead = 0;
            }
            draw(step);
        }
        endBand();
        bars.end(y);
        y += MARGIN;
    }

    double height() {
        return y;
    }

    /** From back to front. */
    String elements() {
        var life = new Svg();
        for (var name : columns.names()) {
            life.add(
                    "<line class=\"life\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
                    columns.x(name), MARGIN, columns.x(name), y);
        }
        return "<rect class=\"page\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n"
                + bands.elements()
                + life.elements()
                + bars.elements()
                + rows.elements();
    }

    private Lettering nameOf(String lane) {
        return Lettering.of(lane.replaceFirst(",$", ""), false, columns.room() - 8, 4);
    }

    private void drawHead() {
        var high = headHeight + 8;
        rows.add("<g class=\"heads\">");
        for (var lane : columns.names()) {
            rows.add(
                    "<rect class=\"head\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"4\"/>",
                    columns.x(lane) - columns.room() / 2 + 3, y, columns.room() - 6, high);
            write(nameOf(lane), columns.x(lane), y + high / 2, "middle", "strong");
        }
        rows.add("</g>");
        y += high + GAP;
    }

    private void draw(Step step) {
        var event = step.event();
        if (event.kind() == Kind.TURN) {
            beginBand();
        }
        bars.hears(event, y);
        rows.add(
                "<g class=\"event %s\" data-step=\"%s\" data-through=\"%s\">",
                Style.of(event.kind()), step.first(), step.last());
        rows.add("<title>%s</title>", Svg.escaped(words.sentence(step)));
        var top = y;
        drawTime(event);
        switch (event.kind()) {
            case FAILED -> drawBox(event, "✗ ");
            case LEFT_OUT, REPEATED, LIKEWISE -> drawFold(event);
            case TURN -> drawBanner(event);
            default -> {
                if (Style.isArrow(event)) {
                    drawArrow(event);
                } else {
                    drawNote(event);
                }
            }
        }
        rows.add(
                "<rect class=\"spot\" x=\"2\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"4\"/>",
                top - GAP / 2, width - 4, y - top);
        rows.add("</g>");
    }

    private void drawTime(Event event) {
        isTimed = event.virtual() && !Wording.time(event).equals(time);
        if (!isTimed) {
            return;
        }
        time = Wording.time(event);
        rows.add(
                "<line class=\"tick\" x1=\"0\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
                y - GAP / 2, width, y - GAP / 2);
        write(Lettering.of(time, false, TIME, 1), 4, y + Lettering.LINE / 2, "start", "soft");
    }

    private void beginBand() {
        endBand();
        bandIsGrey = !bandIsGrey;
        bandFrom = y - GAP / 2;
    }

    private void endBand() {
        if (bandFrom >= 0 && bandIsGrey) {
            bands.add(
                    "<rect class=\"band\" x=\"0\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
                    bandFrom, width, y - GAP / 2 - bandFrom);
        }
    }

    private void drawBanner(Event event) {
        var text =
                Lettering.of("↻ " + words.sentenceOf(event), false, width - left - 16, MOST_LINES);
        rows.add(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
                bandIsGrey ? "band" : "page", left + 2, y - 2, width - left - 4, text.height() + 4);
        write(text, left + 8, y + text.height() / 2, "start", "soft");
        y += text.height() + GAP;
    }

    private void drawBox(Event event, String sign) {
        var room = width - 2 * MARGIN - 20;
        var text = Lettering.of(sign + words.label(event), false, room, 9);
        var high = text.height() + 12;
        rows.add(
                "<rect class=\"box\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"4\"/>",
                MARGIN, y, width - 2 * MARGIN, high);
        write(text, MARGIN + 10, y + high / 2, "start", "");
        y += high + GAP;
    }

    private void drawFold(Event event) {
        var text = Lettering.of(words.label(event), false, width - 40, 2);
        var middle = y + text.height() / 2;
        var zigzag = new StringBuilder("M%s %s".formatted(Svg.shortly(left), Svg.shortly(middle)));
        for (var x = left; x < width; x += 12) {
            zigzag.append("l6 -4l6 4");
        }
        rows.add("<path class=\"fold\" d=\"%s\"/>", zigzag);
        writeOnPage(text, left + (width - left) / 2, middle, "soft");
        y += text.height() + GAP;
    }

    /** A text at its lane, or over all of them. */
    private void drawNote(Event event) {
        if (Style.isMarkOnly(event)) {
            y += isTimed ? Lettering.LINE + 2 : GAP;
            return;
        }
        var room = Math.min(width - left - 4 * MARGIN, 260);
        var text = Lettering.of(words.label(event), Style.isCode(event.kind()), room, MOST_LINES);
        var high = text.height() + 6;
        var wide = text.width() + 12;
        var x = event.lane().isEmpty() ? left + (width - left) / 2 : columns.x(event.lane());
        x = inside(x, wide);
        if (text.width() > 0) {
            rows.add(
                    "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"3\"/>",
                    Style.ofNote(event.kind()), x - wide / 2, y, wide, high);
            write(text, x, y + high / 2, "middle", "");
        }
        y += high + GAP;
    }

    private double inside(double x, double wide) {
        return Math.clamp(
                x,
                left + MARGIN + wide / 2,
                Math.max(left + MARGIN + wide / 2, width - MARGIN - wide / 2));
    }

    private void drawArrow(Event event) {
        var toLane = Style.isBackwards(event.kind());
        var from = columns.x(toLane ? event.to() : event.lane());
        var to = columns.x(toLane ? event.lane() : event.to());
        var sign = event.kind() == Kind.EXPECTED ? "✗ " : "";
        var text =
                Lettering.of(
                        sign + withName(event),
                        Style.isCode(event.kind()),
                        Math.min(
                                width - left - 2 * MARGIN, Math.max(150, Math.abs(to - from) - 16)),
                        MOST_LINES);
        if (text.width() > 0) {
            var x = inside((from + to) / 2, text.width());
            writeOnPage(text, x, y + text.height() / 2, "");
            y += text.height() + 5;
        } else {
            y += 8;
        }
        if (from == to) {
            rows.add(
                    "<path class=\"arrow\" d=\"M%s %sh26v12h-20\"/>",
                    Svg.shortly(from), Svg.shortly(y));
            drawTip(from + 2, y + 12, -1);
            y += 12;
        } else {
            var way = Math.signum(to - from);
            rows.add(
                    "<line class=\"arrow\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
                    from, y, to - 7 * way, y);
            drawEnd(event.kind(), to, way);
        }
        y += GAP + 3;
    }

    /** The others' column is not for one alone. */
    private String withName(Event event) {
        var label = words.label(event);
        return columns.isShown(event.lane()) && columns.isShown(event.to())
                ? label
                : words.sentenceOf(event);
    }

    private void drawEnd(Kind kind, double x, double way) {
        switch (Style.endOf(kind)) {
            case TIP -> drawTip(x, y, way);
            case BAR -> {
                drawTip(x - 4 * way, y, way);
                rows.add(
                        "<line class=\"end\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
                        x - 2 * way, y - 7, x - 2 * way, y + 7);
            }
            case CROSS ->
                    rows.add(
                            "<path class=\"end\" d=\"M%s %sl10 10m0 -10l-10 10\"/>",
                            Svg.shortly(x - 5 - 8 * way), Svg.shortly(y - 5));
        }
    }

    private void drawTip(double x, double y, double way) {
        rows.add(
                "<path class=\"tip\" d=\"M%s %sl%s -4v8z\"/>",
                Svg.shortly(x), Svg.shortly(y), Svg.shortly(-8 * way));
    }

    private void writeOnPage(Lettering text, double x, double middle, String style) {
        rows.add(
                "<rect class=\"page\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
                x - text.width() / 2 - 2,
                middle - text.height() / 2,
                text.width() + 4,
                text.height());
        write(text, x, middle, "middle", style);
    }

    private void write(Lettering text, double x, double middle, String anchor, String style) {
        var baseline = middle - text.height() / 2 + Lettering.LINE * 0.74;
        for (var line : text.lines()) {
            rows.add(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">%s</text>",
                    x,
                    baseline,
                    anchor,
                    (style + (text.code() ? " code" : "")).strip(),
                    Svg.escaped(line));
            baseline += Lettering.LINE;
        }
    }
}

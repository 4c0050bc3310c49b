package course.picture;

import course.picture.Svg.Align;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Boxes, arrows and texts, at the places that the description gives. A line of it is one of
 *
 * <pre>
 * frame NAME at X Y size W H                        what contains others; its text is at its top
 * box   NAME at X Y size W H [COLOUR] [SHAPE]       COLOUR: blue, orange, green, purple, grey
 * cells NAME at X Y size W H [COLOUR] [columns W …] "1" "2" …
 * text  NAME at X Y width W [left, right] [small]   Y is the middle of its lines, X the left of W
 * arrow from PLACE to PLACE [via X Y …] [dashed, dotted] [both]
 * line  from PLACE to PLACE [via X Y …] [dashed, dotted]
 * </pre>
 *
 * SHAPE is rounded, circle, diamond or dashed. A text is {@code "code"}, or {@code @KEY} for the
 * words of that key, or not there: then its words have its NAME as their key. A PLACE is {@code
 * X,Y}, or a side such as {@code NAME.left}, or a point of one, {@code NAME.top.25}, in per cent.
 */
final class Diagram {
    private static final String COLOURS = "blue orange green purple grey";
    private static final double PADDING = 4;

    private final UnaryOperator<String> words;
    private final Svg svg = new Svg();
    private final Layout layout;

    /**
     * @param words from keys to words
     */
    Diagram(List<Line> lines, double width, double height, UnaryOperator<String> words) {
        this.words = words;
        layout = new Layout(width, height);
        for (var line : lines) {
            draw(line);
        }
        layout.check();
    }

    Svg svg() {
        return svg;
    }

    private void draw(Line line) {
        switch (line.tokens().getFirst()) {
            case "frame" -> drawFrame(line);
            case "box" -> drawBox(line);
            case "cells" -> drawCells(line);
            case "text" -> drawText(line);
            case "arrow" -> drawArrow(line, true);
            case "line" -> drawArrow(line, false);
            default ->
                    throw line.bad(
                            "a line begins with frame, box, cells, text, arrow or line, not %s",
                            line.tokens().getFirst());
        }
    }

    private void drawFrame(Line line) {
        var name = name(line);
        var clauses = new Clauses(line, 2, "at size text dashed");
        var place = place(clauses);
        layout.addFrame(line, name, place);
        svg.add(
                "<rect class=\"shape frame%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
                        + " rx=\"8\"/>",
                clauses.has("dashed") ? " dashed" : "",
                place.getX(),
                place.getY(),
                place.getWidth(),
                place.getHeight());
        var label = Label.of(text(clauses), Label.NORMAL, place.getWidth() - 4 * PADDING);
        add(
                line,
                label,
                place.getX() + 2 * PADDING,
                place.getY() + PADDING + label.height() / 2,
                Align.LEFT);
        layout.checkFits(line, label, place.getWidth() - 4 * PADDING, place.getHeight());
    }

    private void drawBox(Line line) {
        var name = name(line);
        var clauses = new Clauses(line, 2, "at size text rounded circle diamond dashed " + COLOURS);
        var place = place(clauses);
        layout.addBox(line, name, place);
        var shape = clauses.oneOf(List.of("circle", "diamond"), "rect");
        var kind = colour(clauses) + (clauses.has("dashed") ? " dashed" : "");
        var roomX = place.getWidth() - 2 * PADDING;
        var roomY = place.getHeight();
        switch (shape) {
            case "circle" -> {
                svg.add(
                        "<ellipse class=\"shape %s\" cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\"/>",
                        kind,
                        place.getCenterX(),
                        place.getCenterY(),
                        place.getWidth() / 2,
                        place.getHeight() / 2);
                roomX *= 0.85;
            }
            case "diamond" -> {
                svg.add(
                        "<path class=\"shape %s\" d=\"M%s %sL%s %s %s %s %s %sz\"/>",
                        kind,
                        place.getCenterX(),
                        place.getY(),
                        place.getMaxX(),
                        place.getCenterY(),
                        place.getCenterX(),
                        place.getMaxY(),
                        place.getX(),
                        place.getCenterY());
                roomX *= 0.75;
            }
            default -> addRect(place, kind, clauses.has("rounded") ? 12 : 3);
        }
        addCentred(line, text(clauses), place, roomX, roomY);
    }

    private void drawCells(Line line) {
        var name = name(line);
        var clauses = new Clauses(line, 2, "at size text columns dashed " + COLOURS);
        var place = place(clauses);
        layout.addBox(line, name, place);
        var texts = clauses.texts();
        var widths = new ArrayList<>(clauses.columns());
        if (widths.isEmpty()) {
            texts.forEach(text -> widths.add(place.getWidth() / texts.size()));
        }
        if (texts.isEmpty() || widths.size() != texts.size()) {
            throw line.bad(
                    "%s cells and %s columns: each cell has its text and its width",
                    texts.size(), widths.size());
        }
        if (widths.stream().mapToDouble(width -> width).sum() - place.getWidth() > 0.01) {
            throw line.bad("the columns are wider together than the cells' size");
        }
        var x = place.getX();
        for (var i = 0; i < texts.size(); i++) {
            var cell = new Rectangle2D.Double(x, place.getY(), widths.get(i), place.getHeight());
            addRect(cell, colour(clauses) + (clauses.has("dashed") ? " dashed" : ""), 0);
            addCentred(line, resolved(texts.get(i)), cell, cell.width - 2 * PADDING, cell.height);
            x += widths.get(i);
        }
    }

    private void drawText(Line line) {
        name(line);
        var clauses = new Clauses(line, 2, "at width text left right small");
        var at = clauses.pair("at", "X Y");
        var width = clauses.pair("width", "W").getX();
        var size = clauses.has("small") ? Label.SMALL : Label.NORMAL;
        var label = Label.of(text(clauses), size, width);
        var align =
                clauses.has("left")
                        ? Align.LEFT
                        : clauses.has("right") ? Align.RIGHT : Align.CENTRE;
        var x =
                switch (align) {
                    case LEFT -> at.getX();
                    case CENTRE -> at.getX() + width / 2;
                    case RIGHT -> at.getX() + width;
                };
        add(line, label, x, at.getY(), align);
        layout.checkFits(line, label, width, Double.MAX_VALUE);
    }

    private void drawArrow(Line line, boolean hasHead) {
        var clauses = new Clauses(line, 1, "from to via dashed dotted both");
        var points = new ArrayList<Point2D>();
        points.add(layout.point(line, clauses.name("from")));
        points.addAll(clauses.corners());
        points.add(layout.point(line, clauses.name("to")));
        layout.addLine(line, points);
        var path = new StringBuilder("M");
        points.forEach(point ->
                path.append(Svg.shortly(point.getX()))
                        .append(' ')
                        .append(Svg.shortly(point.getY()))
                        .append(' '));
        svg.add(
                "<path class=\"line%s\" d=\"%s\"%s%s/>",
                clauses.has("dashed") ? " dashed" : clauses.has("dotted") ? " dotted" : "",
                path.toString().strip(),
                hasHead ? " marker-end=\"url(#tip)\"" : "",
                clauses.has("both") ? " marker-start=\"url(#tip)\"" : "");
    }

    private void addRect(Rectangle2D place, String kind, double corner) {
        svg.add(
                "<rect class=\"shape %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"/>",
                kind, place.getX(), place.getY(), place.getWidth(), place.getHeight(), corner);
    }

    private void addCentred(Line line, String text, Rectangle2D place, double roomX, double roomY) {
        var label = Label.of(text, Label.NORMAL, roomX);
        add(line, label, place.getCenterX(), place.getCenterY(), Align.CENTRE);
        layout.checkFits(line, label, roomX, roomY);
    }

    private void add(Line line, Label label, double x, double y, Align align) {
        if (label.width() > 0) {
            svg.add(label, x, y, align);
            layout.addLabel(line, label, x, y, align);
        }
    }

    private static Rectangle2D place(Clauses clauses) {
        var at = clauses.pair("at", "X Y");
        var size = clauses.pair("size", "W H");
        return new Rectangle2D.Double(at.getX(), at.getY(), size.getX(), size.getY());
    }

    private static String colour(Clauses clauses) {
        return clauses.oneOf(List.of(COLOURS.split(" ")), "grey");
    }

    private String text(Clauses clauses) {
        return switch (clauses.texts().size()) {
            case 0 -> words.apply(name(clauses.line()));
            case 1 -> resolved(clauses.texts().getFirst());
            default -> throw clauses.line().bad("only cells have several texts");
        };
    }

    private String resolved(String text) {
        if (text.startsWith("@")) {
            return words.apply(text.substring(1));
        }
        return text.length() > 2 ? "`" + text.substring(1, text.length() - 1) + "`" : "";
    }

    private static String name(Line line) {
        if (line.tokens().size() < 2) {
            throw line.bad("%s needs a name", line.text());
        }
        return line.tokens().get(1);
    }
}

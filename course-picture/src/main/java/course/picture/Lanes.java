package course.picture;

import course.picture.Svg.Align;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Who runs and who waits when, in groups of lanes over one scale of time. The table's columns are
 * the group, the lane, {@code runs} or {@code waits}, from, to. A group's words have its name as
 * their key; those for {@code lane} name a lane, those for {@code total} say how long a group
 * takes, with {@code %s} for the name and the number.
 */
final class Lanes {
    static final double WIDTH = 400;
    private static final double BESIDE = 12;
    private static final double LEGEND = 30;
    private static final double TITLE = 30;
    private static final double ROW = 22;
    private static final double BAR = 15;
    private static final double THIN = 5;
    private static final double GAP = 8;
    private static final double SCALE = 46;
    private static final List<Integer> STEPS = List.of(1, 2, 5, 10, 20, 50, 100);

    private final Svg svg = new Svg();
    private final Table table;
    private final UnaryOperator<String> words;
    private final List<String> groups;
    private final double left;
    private final double total;
    private final double height;

    Lanes(Table table, UnaryOperator<String> words) {
        this.table = table;
        this.words = words;
        groups = table.rows().stream().map(row -> row.text(0)).distinct().toList();
        total = table.rows().stream().mapToDouble(row -> row.number(4)).max().orElseThrow();
        left =
                2 * BESIDE
                        + table.rows().stream()
                                .mapToDouble(row -> laneName(row.text(1)).width())
                                .max()
                                .orElseThrow();
        height = heightOfAll();
        drawLegend();
        drawScale();
        var top = LEGEND;
        for (var group : groups) {
            top = draw(group, top);
        }
    }

    Svg svg() {
        return svg;
    }

    double height() {
        return height;
    }

    private double heightOfAll() {
        var rows = groups.stream().mapToInt(group -> lanesOf(group).size()).sum();
        return LEGEND + groups.size() * (TITLE + GAP) + rows * ROW + SCALE;
    }

    private List<Table.Row> rowsOf(String group) {
        return table.rows().stream().filter(row -> row.text(0).equals(group)).toList();
    }

    private List<String> lanesOf(String group) {
        return rowsOf(group).stream().map(row -> row.text(1)).distinct().toList();
    }

    private double x(double time) {
        return left + time / total * (WIDTH - BESIDE - left);
    }

    private void drawLegend() {
        var middle = 18.0;
        addBar("runs", BESIDE, middle, 24);
        var runs = label(words.apply("runs"));
        svg.add(runs, BESIDE + 30, middle, Align.LEFT);
        var next = BESIDE + 30 + runs.width() + 18;
        addBar("waits", next, middle, 24);
        svg.add(label(words.apply("waits")), next + 30, middle, Align.LEFT);
    }

    private void addBar(String state, double x, double middle, double width) {
        var high = state.equals("runs") ? BAR : THIN;
        svg.add(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
                state, x, middle - high / 2, width, high);
    }

    private void drawScale() {
        var bottom = height - SCALE;
        var step = STEPS.stream().filter(each -> total / each <= 6).findFirst().orElse(500);
        for (var tick = 0; tick <= total; tick += step) {
            svg.add(
                    "<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
                    x(tick), LEGEND + 4, x(tick), bottom);
            svg.add(
                    Label.of(String.valueOf(tick), Label.SMALL, WIDTH),
                    x(tick),
                    bottom + 12,
                    Align.CENTRE);
        }
        svg.add(label(words.apply("x") + " →"), WIDTH - BESIDE, height - 15, Align.RIGHT);
    }

    private double draw(String group, double top) {
        var rows = rowsOf(group);
        var end = rows.stream().mapToDouble(row -> row.number(4)).max().orElseThrow();
        var takes = label(words.apply("total").formatted(Svg.shortly(end)));
        var title = label(words.apply(group));
        if (title.width() + takes.width() + 3 * BESIDE > WIDTH) {
            throw rows.getFirst().line().bad("the words for %s are too long", group);
        }
        addOnPage(title, BESIDE, top + 17, Align.LEFT);
        addOnPage(takes, WIDTH - BESIDE, top + 17, Align.RIGHT);
        var middle = top + TITLE + ROW / 2;
        for (var lane : lanesOf(group)) {
            svg.add(laneName(lane), left - BESIDE, middle, Align.RIGHT);
            for (var row : rows) {
                if (row.text(1).equals(lane)) {
                    draw(row, middle);
                }
            }
            middle += ROW;
        }
        return middle - ROW / 2 + GAP;
    }

    private void draw(Table.Row row, double middle) {
        var state = row.text(2);
        if (!List.of("runs", "waits").contains(state)) {
            throw row.line().bad("a lane runs or waits, and does not %s", state);
        }
        addBar(state, x(row.number(3)), middle, x(row.number(4)) - x(row.number(3)));
    }

    /** Hides the lines of the scale behind the text. */
    private void addOnPage(Label label, double x, double y, Align align) {
        svg.add(
                "<rect class=\"page\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
                align == Align.LEFT ? x : x - label.width(),
                y - label.height() / 2,
                label.width(),
                label.height());
        svg.add(label, x, y, align);
    }

    private Label laneName(String lane) {
        return label(words.apply("lane").formatted(lane));
    }

    private static Label label(String text) {
        return Label.of(text, Label.NORMAL, WIDTH - 2 * BESIDE);
    }
}

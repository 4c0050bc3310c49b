package course.picture.trace;

import course.picture.Svg;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who runs, and who waits, from one row to another: a full bar or an empty one on its lane. */
final class Bars {
    private final Svg svg = new Svg();
    private final Columns columns;
    private final Map<String, Bar> open = new LinkedHashMap<>();
    private String switched = "";

    private record Bar(String style, double from) {}

    Bars(Columns columns) {
        this.columns = columns;
    }

    String elements() {
        return svg.elements();
    }

    void hears(Event event, double y) {
        switch (event.kind()) {
            case RUNS, TURN -> begin(event.lane(), "runs", y);
            case WAITS -> begin(event.lane(), "waits", y);
            case STOPS -> end(event.lane(), y);
            case SWITCHED, THROWN -> {
                var middle = y + Lettering.LINE + 5;
                if (switched.isEmpty()) {
                    begin(event.lane(), "runs", y);
                }
                end(event.lane(), middle);
                begin(event.to(), "runs", middle);
                switched = event.to();
            }
            default -> {}
        }
    }

    private void begin(String lane, String style, double y) {
        end(lane, y);
        open.put(lane, new Bar(style, y));
    }

    private void end(String lane, double y) {
        var bar = open.remove(lane);
        if (bar != null && columns.isShown(lane)) {
            var wide = bar.style().equals("runs") ? 10 : 8;
            svg.add(
                    "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\"/>",
                    bar.style(),
                    columns.x(lane) - wide / 2.0,
                    bar.from(),
                    wide,
                    Math.max(0, y - bar.from()));
        }
    }

    void end(double y) {
        for (var lane : open.keySet().toArray(String[]::new)) {
            end(lane, y);
        }
    }
}

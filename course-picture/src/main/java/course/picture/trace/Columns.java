package course.picture.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where each lane stands. If there are more than fit, the last column is for all the others. */
final class Columns {
    private static final double NARROWEST = 70;
    private static final String OTHERS = "…";

    private final List<String> shown;
    private final Set<String> known;
    private final double left;
    private final double step;

    Columns(List<Step> steps, double left, double width) {
        var lanes = inOrder(steps);
        var most = Math.max(2, (int) ((width - left) / NARROWEST));
        known = new LinkedHashSet<>(lanes);
        shown = lanes.size() <= most ? lanes : chosen(lanes, steps, most - 1);
        this.left = left;
        step = (width - left) / Math.max(1, shown.size());
    }

    List<String> names() {
        return shown;
    }

    double room() {
        return step;
    }

    boolean has(String lane) {
        return known.contains(lane);
    }

    /** Whether it stands for itself. */
    boolean isShown(String lane) {
        return shown.contains(lane);
    }

    double x(String lane) {
        var index = shown.indexOf(lane);
        return left + step * ((index < 0 ? shown.size() - 1 : index) + 0.5);
    }

    /** By their parts in what happens, and then as they come. */
    private static List<String> inOrder(List<Step> steps) {
        Map<String, Integer> places = new HashMap<>();
        var lanes = new LinkedHashSet<String>();
        for (var step : steps) {
            var event = step.event();
            place(event.lane(), from(event.kind()), lanes, places);
            place(event.to(), to(event.kind()), lanes, places);
        }
        return lanes.stream().sorted(Comparator.comparing(places::get)).toList();
    }

    private static void place(
            String lane, int place, Set<String> lanes, Map<String, Integer> places) {
        if (!lane.isEmpty()) {
            lanes.add(lane);
            places.merge(lane, place, Math::max);
        }
    }

    /** Publishers are on the left, then exchanges, queues, and who gets their messages. */
    private static int from(Kind kind) {
        return switch (kind) {
            case ROUTED, RETURNED, CONFIRMED -> 1;
            case DELIVERED -> 2;
            case ACKED, REJECTED, REQUEUED -> 3;
            default -> 0;
        };
    }

    private static int to(Kind kind) {
        return switch (kind) {
            case PUBLISHED, BOUND -> 1;
            case ROUTED, ACKED, REJECTED, REQUEUED -> 2;
            case DELIVERED -> 3;
            default -> 0;
        };
    }

    /** Those that come last have most to do with a failure; then those that come first. */
    private static List<String> chosen(List<String> lanes, List<Step> steps, int most) {
        var chosen = new LinkedHashSet<String>();
        for (var step : steps.reversed()) {
            for (var lane : List.of(step.event().lane(), step.event().to())) {
                if (!lane.isEmpty() && chosen.size() < (most + 1) / 2) {
                    chosen.add(lane);
                }
            }
        }
        for (var lane : lanes) {
            if (chosen.size() < most) {
                chosen.add(lane);
            }
        }
        var inOrder = new ArrayList<>(lanes);
        inOrder.retainAll(chosen);
        inOrder.add(OTHERS);
        return inOrder;
    }
}

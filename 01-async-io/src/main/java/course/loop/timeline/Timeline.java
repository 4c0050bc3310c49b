package course.loop.timeline;

import course.loop.timeline.Span.State;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Who ran and who waited when: a lane for each of them. {@link #toString} draws it for terminals
 * and failures.
 *
 * <pre>{@code
 * task 1  ██████····██
 * task 2        ██····
 *         0         5 s
 * }</pre>
 */
public record Timeline(List<Lane> lanes) {
    private static final int MOST_COLUMNS = 60;
    private static final int COLUMNS_BETWEEN_TICKS = 10;
    private static final List<Integer> STEPS = List.of(1, 2, 5);

    public Timeline {
        lanes = List.copyOf(lanes);
    }

    public static Timeline of(Lane... lanes) {
        return new Timeline(List.of(lanes));
    }

    /** From zero to the end of the last span. */
    public Duration total() {
        return lanes.stream().map(Lane::end).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /**
     * @throws IllegalArgumentException if there is none of this name
     */
    public Lane lane(String name) {
        return lanes.stream()
                .filter(lane -> lane.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no lane " + name));
    }

    /** The drawing as text, at most {@value #MOST_COLUMNS} columns wide. */
    @Override
    public String toString() {
        return toText(stepFor(total(), MOST_COLUMNS));
    }

    /**
     * The drawing as text, for timelines that are to be compared.
     *
     * @param column how long a column lasts
     */
    public String toText(Duration column) {
        var name = lanes.stream().mapToInt(lane -> lane.name().length()).max().orElse(0);
        var columns = columns(column);
        var rows =
                lanes.stream()
                        .map(lane -> padded(lane.name(), name) + "  " + row(lane, column, columns));
        return rows.map(row -> row.stripTrailing() + "\n").collect(Collectors.joining())
                + padded("", name)
                + "  "
                + scale(column, columns)
                + "\n";
    }

    private int columns(Duration column) {
        return Math.toIntExact(total().plus(column).minusNanos(1).dividedBy(column));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String row(Lane lane, Duration column, int columns) {
        var row = new StringBuilder();
        for (var i = 0; i < columns; i++) {
            var from = column.multipliedBy(i);
            row.append(sign(lane, from, from.plus(column)));
        }
        return row.toString();
    }

    private static char sign(Lane lane, Duration from, Duration to) {
        var runs = lane.time(State.RUNNING, from, to).toNanos();
        var waits = lane.time(State.WAITING, from, to).toNanos();
        var rests = to.minus(from).toNanos() - runs - waits;
        if (runs > 0 && (runs >= Math.max(waits, rests) || lane.hasAShortRun(from, to))) {
            return '█';
        }
        return waits > 0 && waits >= rests ? '·' : ' ';
    }

    private static String scale(Duration column, int columns) {
        var unit = TimeUnit.of(column.multipliedBy(COLUMNS_BETWEEN_TICKS));
        var scale = new StringBuilder();
        for (var i = 0; i <= columns; i += COLUMNS_BETWEEN_TICKS) {
            var label = unit.count(column.multipliedBy(i));
            if (scale.length() < i) {
                scale.append(" ".repeat(i - scale.length()));
            }
            scale.append(label);
        }
        return scale.append(' ').append(unit.symbol).toString();
    }

    /** The least of 1, 2, 5, 10, 20, 50 … ns that fits into {@code whole} so often or less. */
    static Duration stepFor(Duration whole, int times) {
        return LongStream.iterate(1, power -> power * 10)
                .boxed()
                .flatMap(power -> STEPS.stream().map(step -> Duration.ofNanos(step * power)))
                .filter(step -> step.multipliedBy(times).compareTo(whole) >= 0)
                .findFirst()
                .orElseThrow();
    }

    /** What the numbers of a scale count. */
    enum TimeUnit {
        SECONDS("s", 1_000_000_000),
        MILLISECONDS("ms", 1_000_000),
        MICROSECONDS("µs", 1_000),
        NANOSECONDS("ns", 1);

        private final String symbol;
        private final long nanos;

        TimeUnit(String symbol, long nanos) {
            this.symbol = symbol;
            this.nanos = nanos;
        }

        /** The one in which the numbers of a scale with such steps are short. */
        static TimeUnit of(Duration step) {
            if (step.toMillis() >= 100) {
                return SECONDS;
            }
            if (step.toNanos() >= 100_000) {
                return MILLISECONDS;
            }
            return step.toNanos() >= 100 ? MICROSECONDS : NANOSECONDS;
        }

        String count(Duration time) {
            return BigDecimal.valueOf(time.toNanos())
                    .divide(BigDecimal.valueOf(nanos))
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }
}

package course.loop.models;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a task is going to do.
 *
 * @param times how long it runs, waits for I/O, runs, and so on; it ends with a run
 */
public record Plan(String name, List<Duration> times) {

    public Plan {
        times = List.copyOf(times);
        if (times.size() % 2 == 0) {
            throw new IllegalArgumentException("a task begins with a run, and ends with one");
        }
    }

    public static Plan ofSeconds(String name, int... times) {
        return new Plan(name, Arrays.stream(times).mapToObj(Duration::ofSeconds).toList());
    }

    public int runs() {
        return (times.size() + 1) / 2;
    }

    /** How long it takes if nobody keeps it waiting. */
    public Duration total() {
        return times.stream().reduce(Duration.ZERO, Duration::plus);
    }
}

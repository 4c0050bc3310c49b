package course.continuation;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/** What one kind of switch costs, measured beside others of its like. */
public final class SwitchCost {
    /** In each round. */
    public static final int SWITCHES = 200_000;

    private final String name;
    private final DoubleSupplier round;
    private double[] nanos;

    private SwitchCost(String name, DoubleSupplier round) {
        this.name = name;
        this.round = round;
    }

    /**
     * @param round returns the nanoseconds of a switch, or not a number where there is no such kind
     */
    public static SwitchCost told(String name, DoubleSupplier round) {
        return new SwitchCost(name, round);
    }

    /**
     * @param round makes {@link #SWITCHES}
     */
    public static SwitchCost ofAll(String name, Runnable round) {
        return new SwitchCost(
                name,
                () -> {
                    var start = System.nanoTime();
                    round.run();
                    return (double) (System.nanoTime() - start) / SWITCHES;
                });
    }

    /**
     * @param there goes to another stack and comes back
     */
    public static SwitchCost ofEach(String name, Runnable there) {
        return ofAll(
                name,
                () -> {
                    for (var i = 0; i < SWITCHES; i++) {
                        there.run();
                    }
                });
    }

    /** What all of them stand on: the JDK's own, with no guard. */
    public static SwitchCost ofBareContinuation(String name) {
        var scope = new ContinuationScope("bare");
        var bare =
                new Continuation(
                        scope,
                        () -> {
                            while (true) {
                                Continuation.yield(scope);
                            }
                        });
        return ofEach(name, bare::run);
    }

    /** They take turns round by round, so that a busy machine is busy for all of them. */
    public static void measure(List<SwitchCost> kinds, int rounds) {
        kinds.forEach(kind -> kind.nanos = new double[rounds]);
        for (var i = 0; i < rounds; i++) {
            for (var kind : kinds) {
                kind.nanos[i] = kind.round.getAsDouble();
            }
        }
    }

    public String name() {
        return name;
    }

    /** In nanoseconds. */
    public double median() {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** In nanoseconds: the round in which nobody else wanted the processor. */
    public double fastest() {
        return Arrays.stream(nanos).min().orElseThrow();
    }
}

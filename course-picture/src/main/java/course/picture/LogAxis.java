package course.picture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A logarithmic axis that is just long enough: from 1, 2 or 5 times a power of ten to another. */
record LogAxis(double from, double to) {
    private static final double[] STEPS = {1, 2, 5};

    /** As many powers of ten, or fewer, have ticks in between. */
    private static final double FEW_DECADES = 1.5;

    /**
     * @param values more than 0
     */
    static LogAxis of(DoubleStream values) {
        var range = values.summaryStatistics();
        var from = steps().filter(step -> step <= range.getMin() * 1.0001).max().orElseThrow();
        var to = steps().filter(step -> step >= range.getMax() * 0.9999).min().orElseThrow();
        return new LogAxis(from, from == to ? 10 * from : to);
    }

    private static DoubleStream steps() {
        return IntStream.rangeClosed(-6, 12)
                .mapToObj(exponent -> exponent)
                .flatMapToDouble(
                        exponent -> Arrays.stream(STEPS).map(step -> step * power(exponent)));
    }

    private static double power(int exponent) {
        return Double.parseDouble("1e" + exponent);
    }

    /** 0 at its beginning, 1 at its end. */
    double share(double value) {
        return Math.log(value / from) / Math.log(to / from);
    }

    List<Double> ticks() {
        var all = Math.log10(to / from) <= FEW_DECADES;
        return steps().filter(step -> step >= from && step <= to)
                .filter(step -> all || isPowerOfTen(step))
                .boxed()
                .toList();
    }

    private static boolean isPowerOfTen(double step) {
        return Math.abs(Math.log10(step) - Math.rint(Math.log10(step))) < 1e-9;
    }
}

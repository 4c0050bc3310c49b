package course.cli.progress;

import java.util.List;

/**
 * What is remembered of an exercise.
 *
 * @param runs how many there were
 * @param passed of {@code examples} in the last one
 * @param answer the fingerprint of what was run last
 * @param spec the fingerprint of its spec then
 * @param failing the methods of the examples that did not pass, the one that was shown first
 * @param doneAt when all examples passed for the first time; null if they never did
 * @param isDone whether all passed in the last run
 * @param isBegun whether not all ended in a TODO in the last run
 * @param gaveUp whether the answer was looked at before it was done
 */
record Entry(
        int runs,
        int passed,
        int examples,
        String answer,
        String spec,
        List<String> failing,
        String doneAt,
        boolean isDone,
        boolean isBegun,
        boolean gaveUp) {

    static final Entry NONE = new Entry(0, 0, 0, "", "", List.of(), null, false, false, false);

    Entry withGivenUp() {
        return new Entry(
                runs, passed, examples, answer, spec, failing, doneAt, isDone, isBegun, true);
    }

    /** What a file says that has less than this. */
    Entry complete() {
        return new Entry(
                runs,
                passed,
                examples,
                answer == null ? "" : answer,
                spec == null ? "" : spec,
                failing == null ? List.of() : List.copyOf(failing),
                doneAt,
                isDone,
                isBegun,
                gaveUp);
    }
}

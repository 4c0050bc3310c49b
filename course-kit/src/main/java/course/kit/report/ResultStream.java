package course.kit.report;

import java.util.List;

/** Hears what comes of a run's examples, as soon as it is known. */
public interface ResultStream {
    /** Where there is a result file instead. */
    ResultStream FILE = new ResultStream() {};

    ResultStream NOWHERE = new ResultStream() {};

    /** Before the first example; a parameterized one counts as one, until it is run. */
    default void runBegins(List<Result> all) {}

    default void exampleBegins(Result notRun) {}

    default void exampleEnds(Result result) {}

    /** As the result file would have them. */
    default void runEnds(List<Result> all) {}
}

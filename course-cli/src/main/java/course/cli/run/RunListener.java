package course.cli.run;

import course.kit.report.Result;

/** Hears of a run, on a thread of the run's own. */
public interface RunListener {

    /** The answer is compiled, and a JVM has it. */
    default void runBegins() {}

    default void exampleBegins(Result notRun) {}

    default void exampleEnds(ExampleResult result) {}

    /** The last that is heard of the run; one that is cancelled does not get there. */
    void runEnds(Outcome outcome);
}

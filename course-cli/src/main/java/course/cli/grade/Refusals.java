package course.cli.grade;

import course.cli.answer.Lesson;
import course.cli.workspace.Exercise;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads what an answer may not have, before any of it is run. */
interface Refusals extends AutoCloseable {

    /**
     * In sentences that a learner can act on; none for an answer that may be run.
     *
     * @param classes by their names
     */
    List<String> of(Exercise exercise, Lesson lesson, Map<String, byte[]> classes)
            throws IOException;

    @Override
    void close() throws IOException;

    /** Those of a course's lessons. */
    @FunctionalInterface
    interface Source {
        Refusals of(Collection<Lesson> lessons) throws IOException;
    }
}

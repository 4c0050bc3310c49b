package course.cli.grade.queue;

import course.cli.grade.result.GradedSubmission;

import java.util.List;
import java.util.Optional;

/** A worker in a JVM of its own, whose judge makes its results up. */
final class WorkerProgram {
    /** What ends the worker that judges it. */
    static final String DEADLY = "deadly";

    private WorkerProgram() {}

    public static void main(String... uriAndCourse) throws Exception {
        new GradeWorker(uriAndCourse[0], uriAndCourse[1], WorkerProgram::judge, System.out::println)
                .run();
    }

    static GradedSubmission judge(Parcel parcel) {
        if (parcel.name().startsWith(DEADLY)) {
            Runtime.getRuntime().halt(9);
        }
        return passed(parcel.name());
    }

    static GradedSubmission passed(String name) {
        return new GradedSubmission(
                name, List.of(), List.of("judged"), "none", Optional.empty(), 1);
    }
}

package course.cli.grade.queue;

import course.cli.grade.result.GradedSubmission;

/** Grades what a worker has taken. */
@FunctionalInterface
public interface Judge {

    /**
     * @throws Exception if it can not judge it: an error of the grading, and no score
     */
    GradedSubmission judge(Parcel parcel) throws Exception;
}

package course.cli.grade.report;

import course.cli.grade.result.GradedExercise;

/**
 * What an exercise has earned.
 *
 * @param points of {@code outOf}
 * @param outOf what it counts; 0 where the machine that graded lacks what all of it is about
 * @param daysLate days begun since its deadline; what they cost is taken off already
 */
record Mark(GradedExercise exercise, double points, double outOf, long daysLate) {

    boolean isDone() {
        return exercise.score().isDone();
    }

    String heading() {
        return exercise.id() + " " + exercise.score().title();
    }

    String lesson() {
        return exercise.score().module();
    }

    /** In words: what is left to do. */
    String state() {
        return exercise.trouble().isEmpty() || isDone()
                ? exercise.score().state()
                : exercise.trouble().lines().findFirst().orElse("");
    }
}

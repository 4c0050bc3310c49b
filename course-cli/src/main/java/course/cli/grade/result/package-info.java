/**
 * What a grading comes to: records that the engine makes, and that the reports and the queue read.
 * They say of every example of the course what it came to, also of those that were not run. What
 * the grader itself could not do is told apart from what the submission did not do.
 */
package course.cli.grade.result;

/**
 * The grading of submissions: who is judged, in which order, and what is tried again. Every example
 * of the course stands on the grader's sheet as not run, worth no points, before anything of a
 * submission is compiled, and it is the grader alone who writes on that sheet. What the packages
 * below it hear, compile and refuse is put together here.
 */
package course.cli.grade;

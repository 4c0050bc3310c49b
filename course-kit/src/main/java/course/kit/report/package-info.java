/**
 * What came of it: each example's verdict, the table after a lesson, its result file. {@link
 * course.kit.report.ResultListener} hears it from JUnit, and writes it down before anything can be
 * lost. What the reference leaves is kept as recorded runs, for the pictures of the lessons.
 */
package course.kit.report;

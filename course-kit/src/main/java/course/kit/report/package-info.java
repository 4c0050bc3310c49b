/**
 * What came of it: each example's verdict, the table after a lesson, its result file. {@link
 * course.kit.report.ResultListener} hears it from JUnit, and writes it down before anything can be
 * lost. The course's result is made of the lessons' files and the catalogue of all exercises.
 */
package course.kit.report;

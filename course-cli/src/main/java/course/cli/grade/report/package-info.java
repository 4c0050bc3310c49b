/**
 * What people and other programs get to see of a grading: tables, CSV, JSON, JUnit XML, Gradescope,
 * Moodle, a summary and a page of the class. What a submission says, its name included, is shown as
 * text, and never acts in a terminal, a spreadsheet or a browser. How much each exercise counts,
 * and until when, is in a {@link Scheme}.
 */
package course.cli.grade.report;

/**
 * Folders and archives as submissions: of whatever is in them, the sources of the exercises are
 * taken, each to the place where the course has it, and nothing else is read. Nothing is written,
 * no link is followed, and there is a limit to all that is counted. Whatever was left out is told.
 */
package course.cli.grade.submission;

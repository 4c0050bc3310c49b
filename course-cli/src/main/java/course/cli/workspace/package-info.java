/**
 * The course as files: its lessons, its exercises, the sources that a learner writes in. Nothing
 * here runs anything. Everything else in the command stands on it.
 */
package course.cli.workspace;

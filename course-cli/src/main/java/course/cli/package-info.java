/**
 * {@code ./course}: the command that a learner types. What one types after it is in {@code
 * command}, and everything else is below that. This package holds the root of it alone.
 */
package course.cli;

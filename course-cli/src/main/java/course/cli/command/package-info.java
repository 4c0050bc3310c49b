/**
 * What one types after {@code ./course}, a class for each command. A command reads its arguments,
 * asks the other packages, and prints. Its exit status is 0 for done, 1 for not done, 2 for misuse.
 */
package course.cli.command;

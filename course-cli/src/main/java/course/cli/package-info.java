/** {@code ./course}: the command that a learner, or who grades, types. It begins here. */
package course.cli;

/**
 * Whose code is run, and which: the properties of a run, and what was asked for by {@code -pl} and
 * {@code -Dtest}. A contract's implementations are found here, by name and place alone; a grading
 * run compiles them first. It stands on no other package of the kit.
 */
package course.kit.track;

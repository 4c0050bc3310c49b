/**
 * Hints, one after the other: which TODO one is about, and how far one has climbed its ladder. How
 * far is remembered in {@code .course/hints.json}. What stands in the lessons' files is read by the
 * kit.
 */
package course.cli.hint;

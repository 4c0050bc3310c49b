/**
 * The hints of a lesson: a file for each exercise, and in it a ladder for each TODO. The command
 * shows them, and the proof looks whether all are there. They are read here, and nowhere else.
 */
package course.kit.hint;

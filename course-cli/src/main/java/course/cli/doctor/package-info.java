/**
 * What the course needs of a machine, and whether it is there. Each finding says what to type where
 * something is missing. Nothing is changed, and nothing is left running.
 */
package course.cli.doctor;

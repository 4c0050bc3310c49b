/**
 * The course's own tests, which each lesson runs on itself: the conventions, the stubs, the
 * mistakes, the commands, the format. They know a lesson by its folder and by its names alone. Here
 * the arrows end: nothing stands on this package.
 */
package course.kit.proof;

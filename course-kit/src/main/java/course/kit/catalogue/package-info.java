/**
 * The whole course: the catalogue of all its exercises, and the names of their examples. The
 * course's result is made of these and of the lessons' files: what has left no file is there, and
 * was not run. {@link course.kit.catalogue.CourseGrade} puts it together after a build.
 */
package course.kit.catalogue;

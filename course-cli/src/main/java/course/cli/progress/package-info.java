/**
 * What is remembered of the exercises from one start to the next, in {@code .course/progress.json}.
 * Done is what has passed, as long as neither the answer nor its spec has changed since. A file
 * that is damaged, or of another version, stops nothing: it is put aside.
 */
package course.cli.progress;

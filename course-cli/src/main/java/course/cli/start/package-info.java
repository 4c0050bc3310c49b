/**
 * How {@code ./course} starts without Maven. A build remembers what it was made of and which JDK it
 * took; the next start looks whether that still holds. If it does not, the exit status asks the
 * script for another build.
 */
package course.cli.start;

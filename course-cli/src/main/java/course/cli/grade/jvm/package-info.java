/**
 * One JVM for each exercise of a submission: how it is compiled, what it may use of the machine,
 * and how the grader hears of it. It is believed only what the course's own code in that JVM has
 * sealed with a key that came by standard input before the answer was loaded, and an example counts
 * as passed only if it is the one that has just begun: the answer cannot read the key, since it may
 * use neither reflection nor native code, the JVM's memory is hidden, and no file of the machine
 * has it. What a JVM has not told of, the grader has on its own sheet as not run.
 */
package course.cli.grade.jvm;

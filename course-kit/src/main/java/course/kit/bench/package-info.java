/**
 * Specs that run in other JVMs, on any candidate, however wrong it is. A JVM stands by for the next
 * run as long as a run leaves nothing in it. What takes long to start is shared by all of them.
 */
package course.kit.bench;

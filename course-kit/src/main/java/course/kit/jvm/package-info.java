/**
 * What the examples share, and what an example may spoil or leave behind: threads, processes,
 * output, locale. All that is known of this JVM and its machine beyond plain Java is here. It
 * stands on no other package of the kit.
 */
package course.kit.jvm;

/**
 * What lessons 02 and 03 both need to know of the JDK's {@code jdk.internal.vm.Continuation}: which
 * monitors a yield takes along, and what a switch costs.
 *
 * <p>It needs the JVM flag {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}.
 */
package course.continuation;

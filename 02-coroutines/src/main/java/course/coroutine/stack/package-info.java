/**
 * A stack of its own for a piece of code, which is what a coroutine needs: to stop in the middle,
 * with all its calls and local variables, and to go on from there.
 *
 * <p>This package is given. {@link course.coroutine.stack.CallStack} is the JDK's {@code
 * jdk.internal.vm.Continuation} with a guard: what would damage a continuation, or fail without
 * saying why, is refused here with a clear error.
 *
 * <p>It needs the JVM flag {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}.
 */
package course.coroutine.stack;

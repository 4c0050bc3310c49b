/**
 * The system calls that this lesson stands on, as bare as C has them: {@code select}, {@code poll}
 * and {@code epoll} over descriptors, which are plain numbers.
 *
 * <p>This package is given. {@link course.select.system.Descriptors} finds the number behind a
 * channel, {@link course.select.system.SystemCalls} makes the calls, {@link
 * course.select.system.FdSet}, {@link course.select.system.PollFds} and {@link
 * course.select.system.EpollEvents} are the structures that the calls read and fill, and {@link
 * course.select.system.Inetd} hands a connection to a child process.
 *
 * <p>It runs on Linux and macOS, with the JVM flags {@code --enable-native-access=ALL-UNNAMED} and,
 * for a channel's descriptor, {@code --add-exports java.base/sun.nio.ch=ALL-UNNAMED}.
 */
package course.select.system;

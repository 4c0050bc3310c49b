package course.select.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * Gives a connection to a process of its own, as the internet super-server {@code inetd(8)} does.
 */
public final class Inetd {

    private static final MethodHandle SPAWN =
            Libc.function("posix_spawnp", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

    private static final MethodHandle ACTIONS_INIT =
            Libc.function("posix_spawn_file_actions_init", ADDRESS);
    private static final MethodHandle ACTIONS_ADD_DUP2 =
            Libc.function("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle ACTIONS_DESTROY =
            Libc.function("posix_spawn_file_actions_destroy", ADDRESS);

    private static final String CLOSE_FROM = "posix_spawn_file_actions_addclosefrom_np";
    private static final MethodHandle ACTIONS_ADD_CLOSE_FROM =
            Libc.function(CLOSE_FROM, ADDRESS, JAVA_INT);

    private static final MethodHandle ATTRIBUTES_INIT =
            Libc.function("posix_spawnattr_init", ADDRESS);
    private static final MethodHandle ATTRIBUTES_SET_FLAGS =
            Libc.function("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
    private static final MethodHandle ATTRIBUTES_DESTROY =
            Libc.function("posix_spawnattr_destroy", ADDRESS);
    private static final short MAC_CLOEXEC_DEFAULT = 0x4000;

    private static final MethodHandle FCNTL =
            Libc.variadic("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = Platform.MAC ? 0x4 : 0x800;

    /** More than either structure takes on any system. */
    private static final long OPAQUE = 1024;

    /** A property of the JVMs in which answers are graded: no other program may be run there. */
    private static final String ONLY_THE_SERVICE = "course.graded";

    private Inetd() {}

    /**
     * Starts a child process whose standard input and output are the connection. Its standard error
     * and its environment are this process's own; other descriptors, such as that of the listening
     * socket, are closed in the child (glibc before 2.34 cannot do that). If the child is a JVM, it
     * gets the connection from {@link System#inheritedChannel}.
     *
     * <p>The connection is put into blocking mode first, since child and parent share that mode,
     * and most programs cannot read from a descriptor that would not wait. The parent has no more
     * use for its channel and may close it at once: the child's copy stays open.
     *
     * @param connection a connected channel, registered with no selector
     * @param command the program, looked for in {@code PATH}, and its arguments; in a graded run,
     *     {@link UpperCaseService#command} alone
     * @throws SystemCallException {@code ENOENT} if there is no such program, {@code EACCES} if it
     *     may not be run, {@code EAGAIN} if there are too many processes
     * @throws java.nio.channels.ClosedChannelException if the connection is closed
     * @throws java.nio.channels.IllegalBlockingModeException if it is registered with a selector
     */
    public static ChildProcess spawn(SocketChannel connection, List<String> command)
            throws IOException {
        var program = List.copyOf(command);
        if (Boolean.getBoolean(ONLY_THE_SERVICE) && !program.equals(UpperCaseService.command())) {
            throw new IllegalArgumentException(
                    "while answers are graded, UpperCaseService.command() is all that may be run,"
                            + " and not "
                            + program);
        }
        connection.configureBlocking(true);
        int socket = Descriptors.of(connection);
        try (var arena = Arena.ofConfined()) {
            makeBlocking(socket, arena);
            return new ChildProcess(spawn(socket, program, arena));
        }
    }

    private static int spawn(int socket, List<String> command, Arena arena)
            throws SystemCallException {
        var environment =
                System.getenv().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList();
        var program = arena.allocateFrom(command.getFirst());
        var argv = strings(command, arena);
        var envp = strings(environment, arena);
        var pid = arena.allocate(JAVA_INT);
        var errno = arena.allocate(Libc.ERRNO);
        var actions = arena.allocate(OPAQUE);
        var attributes = arena.allocate(OPAQUE);
        try {
            check("posix_spawn_file_actions_init", (int) ACTIONS_INIT.invokeExact(errno, actions));
            check("posix_spawnattr_init", (int) ATTRIBUTES_INIT.invokeExact(errno, attributes));
            try {
                addDup2(errno, actions, socket, 0);
                addDup2(errno, actions, socket, 1);
                addDup2(errno, actions, 2, 2);
                closeTheRest(errno, actions, attributes);
                int failure =
                        (int)
                                SPAWN.invokeExact(
                                        errno, pid, program, actions, attributes, argv, envp);
                check("posix_spawnp", failure);
                return pid.get(JAVA_INT, 0);
            } finally {
                int ignored = (int) ATTRIBUTES_DESTROY.invokeExact(errno, attributes);
                ignored = (int) ACTIONS_DESTROY.invokeExact(errno, actions);
            }
        } catch (Throwable e) {
            throw Libc.unchanged(e);
        }
    }

    /**
     * Makes the descriptor itself blocking. {@code SelectableChannel.configureBlocking} does not
     * always reach it: a channel once read from a virtual thread stays non-blocking underneath.
     */
    private static void makeBlocking(int socket, Arena arena) throws SystemCallException {
        var errno = arena.allocate(Libc.ERRNO);
        try {
            int flags = (int) FCNTL.invokeExact(errno, socket, F_GETFL, 0);
            int result =
                    flags == -1
                            ? -1
                            : (int) FCNTL.invokeExact(errno, socket, F_SETFL, flags & ~O_NONBLOCK);
            if (result == -1) {
                throw new SystemCallException("fcntl", Libc.errno(errno));
            }
        } catch (Throwable e) {
            throw Libc.unchanged(e);
        }
    }

    private static void addDup2(MemorySegment errno, MemorySegment actions, int from, int to)
            throws Throwable {
        int failure = (int) ACTIONS_ADD_DUP2.invokeExact(errno, actions, from, to);
        check("posix_spawn_file_actions_adddup2", failure);
    }

    private static void closeTheRest(
            MemorySegment errno, MemorySegment actions, MemorySegment attributes) throws Throwable {
        if (Platform.MAC) {
            int failure =
                    (int) ATTRIBUTES_SET_FLAGS.invokeExact(errno, attributes, MAC_CLOEXEC_DEFAULT);
            check("posix_spawnattr_setflags", failure);
        } else if (Libc.has(CLOSE_FROM)) {
            int failure = (int) ACTIONS_ADD_CLOSE_FROM.invokeExact(errno, actions, 3);
            check(CLOSE_FROM, failure);
        }
    }

    /** An array of C strings with {@code NULL} at its end. */
    private static MemorySegment strings(List<String> strings, Arena arena) {
        var array = arena.allocate(ADDRESS, strings.size() + 1);
        for (int i = 0; i < strings.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(strings.get(i)));
        }
        return array;
    }

    /** The posix_spawn family returns the error number itself. */
    private static void check(String call, int failure) throws SystemCallException {
        if (failure != 0) {
            throw new SystemCallException(call, failure);
        }
    }
}

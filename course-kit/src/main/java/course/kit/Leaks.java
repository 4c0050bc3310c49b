package course.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What an example leaves behind: threads, child processes and, on Linux, TCP sockets.
 *
 * @param children the processes that were there before
 * @param sockets the kernel's numbers of the sockets that were open before
 */
record Leaks(Set<ProcessHandle> children, Set<Long> sockets) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long LOOK_AGAIN = Duration.ofMillis(5).toNanos();

    private record Socket(int port, boolean listening) {}

    static Leaks snapshot() {
        return new Leaks(currentChildren(), openSockets());
    }

    /** What is still there when {@code patience} is over; an empty list as soon as all is gone. */
    List<String> leftBehind(Supplier<List<Thread>> threads, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var left = new ArrayList<String>();
            threads.get().forEach(thread -> left.add(describe(thread)));
            newChildren().forEach(child -> left.add(describe(child)));
            newSockets().forEach(socket -> left.add(describe(socket)));
            if (left.isEmpty() || System.nanoTime() - until > 0) {
                return left;
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    private static String describe(Thread thread) {
        return "the thread \"%s\", %s"
                .formatted(
                        thread.getName(),
                        Stacks.whereabouts(thread.getStackTrace()).orElse("in no lesson code"));
    }

    private static String describe(ProcessHandle child) {
        return "the child process %s%s"
                .formatted(
                        child.pid(),
                        child.info().command().map(command -> " (" + command + ")").orElse(""));
    }

    private static String describe(Socket socket) {
        return socket.listening()
                ? "a socket that listens on port " + socket.port()
                : "an open connection on local port " + socket.port();
    }

    private List<ProcessHandle> newChildren() {
        return currentChildren().stream().filter(child -> !children.contains(child)).toList();
    }

    private List<Socket> newSockets() {
        var added = new HashSet<>(openSockets());
        added.removeAll(sockets);
        if (added.isEmpty()) {
            return List.of();
        }
        var known = new HashMap<Long, Socket>();
        readSockets(Path.of("/proc/self/net/tcp"), known);
        readSockets(Path.of("/proc/self/net/tcp6"), known);
        known.keySet().retainAll(added);
        return List.copyOf(known.values());
    }

    private static Set<ProcessHandle> currentChildren() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }

    private static Set<Long> openSockets() {
        var found = new HashSet<Long>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return found;
        }
        try (var descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (var descriptor : descriptors) {
                var target = target(descriptor);
                if (target.startsWith("socket:[")) {
                    found.add(Long.parseLong(target.substring(8, target.length() - 1)));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedSince) {
            return "";
        }
    }

    /** Reads lines such as {@code 0: 0100007F:1F90 00000000:0000 0A … inode …}. */
    private static void readSockets(Path table, Map<Long, Socket> known) {
        if (!Files.isReadable(table)) {
            return;
        }
        try (var lines = Files.lines(table)) {
            lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .forEach(fields ->
                            known.put(
                                    Long.parseLong(fields[9]),
                                    new Socket(
                                            Integer.parseInt(
                                                    fields[1].substring(fields[1].indexOf(':') + 1),
                                                    16),
                                            fields[3].equals("0A"))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

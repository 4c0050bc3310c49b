package course.kit.example;

import course.kit.failure.Stacks;
import course.kit.jvm.Processes;
import course.kit.jvm.ThreadStates;
import course.kit.jvm.VirtualThreads;

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

/**
 * What an example leaves behind: threads, child processes and, on Linux, TCP sockets.
 *
 * @param processes those that were there before
 * @param virtual the virtual threads that were there before
 * @param sockets the kernel's numbers of the sockets that were open before
 */
record Leaks(Set<Long> processes, Set<Thread> virtual, Set<Long> sockets) {
    private static final int MOST = 20;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long LOOK_AGAIN = Duration.ofMillis(5).toNanos();

    private record Socket(int port, boolean listening) {}

    static Leaks snapshot() {
        return new Leaks(Processes.snapshot(), Set.copyOf(VirtualThreads.alive()), openSockets());
    }

    /** What is still there when {@code patience} is over; an empty list as soon as all is gone. */
    List<String> leftBehind(Supplier<List<Thread>> threads, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var left = new ArrayList<String>();
            threads.get().forEach(thread -> left.add(describe(thread)));
            newVirtualThreads().forEach(thread -> left.add(describe(thread)));
            Processes.since(processes).forEach(process -> left.add(describe(process)));
            newSockets().forEach(socket -> left.add(describe(socket)));
            if (left.isEmpty() || System.nanoTime() - until > 0) {
                return shortened(left);
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    private static List<String> shortened(List<String> left) {
        if (left.size() <= MOST) {
            return left;
        }
        var shown = new ArrayList<>(left.subList(0, MOST));
        shown.add("and %s more".formatted(left.size() - MOST));
        return shown;
    }

    private static String describe(Thread thread) {
        return "the %sthread \"%s\", %s"
                .formatted(
                        thread.isVirtual() ? "virtual " : "",
                        thread.getName(),
                        Stacks.whereabouts(ThreadStates.stack(thread)).orElse("in no lesson code"));
    }

    private static String describe(ProcessHandle process) {
        var isChild = process.parent().filter(ProcessHandle.current()::equals).isPresent();
        return "the %sprocess %s%s"
                .formatted(
                        isChild ? "child " : "",
                        process.pid(),
                        process.info().command().map(command -> " (" + command + ")").orElse(""));
    }

    private static String describe(Socket socket) {
        return socket.listening()
                ? "a socket that listens on port " + socket.port()
                : "an open connection on local port " + socket.port();
    }

    private List<Thread> newVirtualThreads() {
        return VirtualThreads.alive().stream().filter(one -> !virtual.contains(one)).toList();
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

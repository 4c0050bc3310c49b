package course.loop;

import course.kit.Assumptions;
import course.kit.Background;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** A folder for the files of one example. */
final class TestFolder implements AutoCloseable {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final Path path;

    TestFolder() throws IOException {
        path = Files.createTempDirectory("async-files").toRealPath();
    }

    Path path() {
        return path;
    }

    Path missing(String name) {
        return path.resolve(name);
    }

    Path file(String name, String content) throws IOException {
        return Files.writeString(path.resolve(name), content);
    }

    Path file(String name, byte[] content) throws IOException {
        return Files.write(path.resolve(name), content);
    }

    Path directory(String name) throws IOException {
        return Files.createDirectory(path.resolve(name));
    }

    /** A file that takes no room on the disk, where the file system can do that. */
    Path ofZeroes(String name, long size) throws IOException {
        var file = path.resolve(name);
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(size);
        }
        return file;
    }

    /** Bytes that differ everywhere, and are the same in every run. */
    static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** A file that exists and may not be read. Skips the example if there is none. */
    Path forbidden() throws IOException {
        var file = file("forbidden.txt", "secret");
        var permissions = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (permissions != null) {
            permissions.setPermissions(Set.of());
        }
        // root may read anything, except for what the kernel takes orders by
        return Stream.of(
                        file,
                        Path.of("/proc/sys/vm/compact_memory"),
                        Path.of("/proc/sys/net/ipv4/route/flush"))
                .filter(candidate -> Files.exists(candidate) && !Files.isReadable(candidate))
                .findFirst()
                .orElseGet(() ->
                        Assumptions.abort("this user may read every file (root, or no Unix)"));
    }

    /** A file that can be opened, and fails when it is read. Skips the example if there is none. */
    static Path broken() {
        var memory = Path.of("/proc/self/mem"); // nothing is mapped at its beginning
        Assumptions.assumeTrue(
                Files.isReadable(memory),
                "needs a file that breaks while it is read: /proc/self/mem");
        return memory;
    }

    /** The file of a thread, which is large, and breaks when the thread ends. */
    record OfThread(Path path, Thread thread) {

        private static final Path LINK = Path.of("/proc/thread-self");

        /** Skips the example outside Linux. */
        static void assumeThereAreSuch() {
            Assumptions.assumeTrue(
                    Files.isSymbolicLink(LINK), "needs a file that breaks later, of " + LINK);
        }

        /** For use on that thread. */
        static OfThread current() throws IOException {
            var folder = LINK.getParent().resolve(Files.readSymbolicLink(LINK));
            return new OfThread(folder.resolve("smaps"), Thread.currentThread());
        }

        void awaitEnd(Background background) {
            background.await(
                    "the thread has ended", () -> !Files.exists(path) && !thread.isAlive());
        }
    }

    /** Waits until this process has the file open no more. Skips the example outside Linux. */
    static void awaitClosed(Path file, String when, Background background) {
        Assumptions.assumeTrue(
                Files.isDirectory(DESCRIPTORS), "needs the list of open files: " + DESCRIPTORS);
        background.await(
                "%s is closed %s (%s lists it)".formatted(file.getFileName(), when, DESCRIPTORS),
                () -> !isOpen(file));
    }

    static boolean isOpen(Path file) {
        try (var descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.anyMatch(one -> {
                try {
                    return Files.readSymbolicLink(one).equals(file);
                } catch (IOException closedSince) {
                    return false;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(path)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}

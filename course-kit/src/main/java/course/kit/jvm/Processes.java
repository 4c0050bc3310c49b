package course.kit.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes that code under test has started. On Linux that includes those whose parent has
 * ended, and which belong to somebody else since: they still have the environment of this JVM. One
 * whose environment is empty may be about to become another program, so it counts by its session.
 * Anywhere else it is the children.
 */
public final class Processes {
    public static final String MARK = "COURSE_RUN";

    private static final Path PROC = Path.of("/proc");
    private static final boolean LINUX = Files.isReadable(PROC.resolve("self/stat"));
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final long INIT = 1;

    /** A zombie, or dead. */
    private static final Set<String> HAS_ENDED = Set.of("Z", "X");

    private static final long SELF = ProcessHandle.current().pid();
    private static final Set<String> SET_BY_SHELLS = Set.of("PWD", "OLDPWD", "SHLVL", "_");
    private static final Set<String> OURS = LINUX ? environment("self") : Set.of();

    /** Whoever has started this JVM has given it a name that no other has. */
    private static final boolean MARKED = System.getenv(MARK) != null;

    private Processes() {}

    /** All that are there, of whomever they are. */
    public static Set<Long> snapshot() {
        return LINUX ? running().map(Long::parseLong).collect(Collectors.toSet()) : children();
    }

    /** Those of ours that have come since {@code before}. */
    public static List<ProcessHandle> since(Set<Long> before) {
        return (LINUX ? startedByUs(before) : children().stream())
                .filter(pid -> !before.contains(pid))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** Ends all that have been started with this mark; on Linux alone it can be seen. */
    public static void endAll(String mark) {
        var entry = MARK + "=" + mark;
        for (var marked = marked(entry); !marked.isEmpty(); marked = marked(entry)) {
            marked.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static List<ProcessHandle> marked(String entry) {
        return (LINUX ? running() : Stream.<String>empty())
                .filter(pid -> environment(pid).contains(entry))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
    }

    private static Set<Long> children() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    private static Stream<Long> startedByUs(Set<Long> before) {
        return running()
                .filter(pid -> !before.contains(Long.parseLong(pid)))
                .filter(Processes::isChildOrOrphan)
                .map(Long::parseLong);
    }

    private static Stream<String> running() {
        var names = PROC.toFile().list((folder, name) -> Character.isDigit(name.charAt(0)));
        return Arrays.stream(names == null ? new String[0] : names);
    }

    private static boolean isChildOrOrphan(String pid) {
        var parent = stat(pid, PARENT);
        return parent == SELF || isOurs(pid) && (parent == INIT || !isOurs(String.valueOf(parent)));
    }

    private static boolean isOurs(String pid) {
        var inSession = stat(pid, SESSION) == stat("self", SESSION);
        if (!inSession && !MARKED) {
            return false;
        }
        var environment = environment(pid);
        return environment.containsAll(OURS)
                || inSession && environment.isEmpty() && !HAS_ENDED.contains(field(pid, STATE));
    }

    private static long stat(String pid, int field) {
        return Long.parseLong(field(pid, field));
    }

    /** Of a line such as {@code 42 (a name) S 7 …}; {@code 0} if there is none. */
    private static String field(String pid, int field) {
        var stat = read(pid, "stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length <= field ? "0" : fields[field];
    }

    private static Set<String> environment(String pid) {
        var entries = new HashSet<>(Arrays.asList(read(pid, "environ").split("\0")));
        entries.removeIf(
                entry -> entry.isEmpty() || SET_BY_SHELLS.contains(entry.replaceFirst("=.*", "")));
        return entries;
    }

    private static String read(String pid, String file) {
        try {
            return Files.readString(PROC.resolve(pid).resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException hasEndedOrIsNotForUs) {
            return "";
        }
    }
}

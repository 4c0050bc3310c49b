package course.cli.grade.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Bubblewrap: a file system with the JDK and the course in it, to be read only, and one folder in
 * memory to write in; a network that is loopback alone; no other process in sight. Its end is that
 * of all that runs in it. A grader that is the administrator gives up that right inside: otherwise
 * the files of the administrator, the JVM's memory among them, would be its own.
 */
final class Bubblewrap implements Sandbox {
    private static final Path PROGRAM = Path.of("/usr/bin/bwrap");
    private static final String NOBODY = "65534";
    private static final Duration TO_TRY = Duration.ofSeconds(10);

    private final boolean administrator;

    private Bubblewrap(boolean administrator) {
        this.administrator = administrator;
    }

    static Optional<Sandbox> ifItWorks(List<Path> readable) {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.empty();
        }
        var bubblewrap = new Bubblewrap(isAdministrator());
        return bubblewrap.works(readable, TO_TRY) ? Optional.of(bubblewrap) : Optional.empty();
    }

    private static boolean isAdministrator() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException | RuntimeException notLinux) {
            return false;
        }
    }

    @Override
    public String told() {
        return "bubblewrap: loopback alone, nothing writable but a folder of its own";
    }

    @Override
    public List<String> around(
            Place place, List<Path> readable, Limits limits, List<String> command) {
        var all = new ArrayList<String>();
        all.add(PROGRAM.toString());
        all.addAll(namespaces());
        all.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        SystemFiles.programs().forEach(path -> all.addAll(system(path)));
        SystemFiles.settings().forEach(path -> all.addAll(readOnly(path)));
        var given = SystemFiles.notAmongPrograms(readable);
        all.addAll(foldersAround(given, place));
        given.forEach(path -> all.addAll(readOnly(path)));
        all.addAll(readOnly(place.classes()));
        all.addAll(List.of("--bind-try", "" + place.socket(), "" + place.socket()));
        all.addAll(List.of("--perms", "0777", "--size", "" + limits.files() * 1024L * 1024));
        all.addAll(List.of("--tmpfs", "" + place.own(), "--chdir", "" + place.own()));
        all.add("--");
        all.addAll(limits.kernel());
        all.addAll(asNobody());
        all.addAll(command);
        return all;
    }

    private List<String> namespaces() {
        var all = new ArrayList<String>();
        all.addAll(List.of("--die-with-parent", "--new-session"));
        all.addAll(List.of("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"));
        all.addAll(List.of("--unshare-cgroup-try", "--hostname", "localhost"));
        if (administrator) {
            all.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"));
        } else {
            all.addAll(List.of("--unshare-user", "--disable-userns"));
            all.addAll(List.of("--uid", NOBODY, "--gid", NOBODY));
        }
        return all;
    }

    private List<String> asNobody() {
        return administrator
                ? List.of(
                        "/usr/bin/setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        "--inh-caps=-all",
                        "--no-new-privs")
                : List.of();
    }

    /** Otherwise nobody but the administrator could pass them. */
    private static List<String> foldersAround(List<Path> given, Place place) {
        var folders = new TreeSet<Path>();
        for (var path : given) {
            for (var at = path.getParent();
                    at != null && at.getParent() != null;
                    at = at.getParent()) {
                folders.add(at);
            }
        }
        for (var at = place.folder(); at != null && at.getParent() != null; at = at.getParent()) {
            folders.add(at);
        }
        return folders.stream()
                .flatMap(path -> Stream.of("--perms", "0755", "--dir", "" + path))
                .toList();
    }

    private static List<String> system(Path path) {
        try {
            return Files.isSymbolicLink(path)
                    ? List.of("--symlink", "" + Files.readSymbolicLink(path), "" + path)
                    : List.of("--ro-bind-try", "" + path, "" + path);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> readOnly(Path path) {
        return List.of("--ro-bind", "" + path, "" + path);
    }
}

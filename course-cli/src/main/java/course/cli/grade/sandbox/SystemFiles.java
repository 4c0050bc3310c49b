package course.cli.grade.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What programs need of the system in order to start; of its settings, nothing secret. */
final class SystemFiles {
    private static final List<String> PROGRAMS =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

    private static final List<String> SETTINGS =
            List.of(
                    "alternatives",
                    "group",
                    "hosts",
                    "host.conf",
                    "ld.so.cache",
                    "ld.so.conf",
                    "ld.so.conf.d",
                    "localtime",
                    "nsswitch.conf",
                    "passwd",
                    "protocols",
                    "services",
                    "timezone");

    private SystemFiles() {}

    static List<Path> programs() {
        return PROGRAMS.stream().map(Path::of).filter(Files::exists).toList();
    }

    /** Debian's JDK has links into /etc. */
    static List<Path> settings() {
        var java = new File("/etc").list((folder, name) -> name.startsWith("java"));
        return Stream.concat(SETTINGS.stream(), Stream.of(java == null ? new String[0] : java))
                .map(name -> Path.of("/etc", name))
                .filter(Files::exists)
                .toList();
    }

    static List<Path> notAmongPrograms(List<Path> paths) {
        return paths.stream().filter(path -> !path.startsWith("/usr")).toList();
    }
}

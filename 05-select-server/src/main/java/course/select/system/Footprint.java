package course.select.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;

/** How much memory processes take. */
public final class Footprint {

    private Footprint() {}

    /**
     * The resident memory of this process and of these others, in bytes. A page that several of
     * them share is counted once between them ({@code Pss} in {@code proc(5)}). A process that has
     * ended counts nothing.
     *
     * @param others process numbers
     * @return empty where the operating system does not tell: anywhere but on Linux
     */
    public static OptionalLong withThisProcess(Collection<Long> others) throws IOException {
        if (!Platform.LINUX) {
            return OptionalLong.empty();
        }
        long bytes = resident("self");
        for (long pid : others) {
            bytes += resident(String.valueOf(pid));
        }
        return OptionalLong.of(bytes);
    }

    private static long resident(String process) throws IOException {
        var folder = Path.of("/proc", process);
        try {
            return kibibytes(folder.resolve("smaps_rollup"), "Pss:") * 1024;
        } catch (IOException ended) {
            if (Files.exists(folder)) {
                throw ended;
            }
            return 0;
        }
    }

    /** The number in a line such as {@code Pss: 1234 kB}. */
    private static long kibibytes(Path table, String name) throws IOException {
        try (var lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }
}

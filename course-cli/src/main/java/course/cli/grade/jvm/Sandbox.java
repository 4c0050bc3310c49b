package course.cli.grade.jvm;

import java.nio.file.Path;
import java.util.List;

/** What keeps the code of a submission from the machine. */
public interface Sandbox {

    /** In words, for the reports. */
    String told();

    /**
     * The command that runs another one in it.
     *
     * @param place where it may write, and reads the answer
     * @param readable what else it reads: files and folders
     */
    List<String> around(Place place, List<Path> readable, Limits limits, List<String> command);

    /** The best that this machine has. */
    static Sandbox best(List<Path> readable) {
        return Bubblewrap.ifItWorks(readable).orElseGet(NoSandbox::new);
    }
}

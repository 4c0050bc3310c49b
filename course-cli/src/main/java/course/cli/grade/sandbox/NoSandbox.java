package course.cli.grade.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The limits of the kernel, where it has some, and nothing else. */
final class NoSandbox implements Sandbox {

    @Override
    public String told() {
        return "none (neither bubblewrap nor a container is to be had here): submissions ran with"
                + " the rights of who graded them";
    }

    @Override
    public List<String> around(
            Place place, List<Path> readable, Limits limits, List<String> command) {
        var all = new ArrayList<>(limits.kernel());
        all.addAll(command);
        return all;
    }
}

package course.cli.doctor;

import course.cli.workspace.Workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the machine, and then at the clone. */
public final class Examination {
    private Examination() {}

    public static List<Finding> of(Workspace course) throws IOException {
        var findings = new ArrayList<>(Machine.findings());
        findings.addAll(new CloneState(course).findings());
        return findings;
    }
}

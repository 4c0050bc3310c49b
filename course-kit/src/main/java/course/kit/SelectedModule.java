package course.kit;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

import java.util.regex.Pattern;

/**
 * Leaves out the tests of a module that is only built along: a lesson stands on the references of
 * an earlier one, and is not held up by its exercises.
 */
public final class SelectedModule implements PostDiscoveryFilter {
    private static final Pattern NAMED = Pattern.compile("-pl \\[.+]");

    private final String selected = System.getProperty("course.selected", "");
    private final String module = System.getProperty("course.module", "");

    @Override
    public FilterResult apply(TestDescriptor test) {
        return FilterResult.includedIf(
                !NAMED.matcher(selected).matches() || selected.contains(module),
                () -> module + " was asked for",
                () -> "only " + selected + " was asked for");
    }
}

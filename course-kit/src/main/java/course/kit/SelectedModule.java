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

    private static final String SELECTED = System.getProperty("course.selected", "");
    private static final String MODULE = System.getProperty("course.module", "");

    static boolean isSelected() {
        return !NAMED.matcher(SELECTED).matches() || SELECTED.contains(MODULE);
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        return FilterResult.includedIf(
                isSelected(),
                () -> MODULE + " was asked for",
                () -> "only " + SELECTED + " was asked for");
    }
}

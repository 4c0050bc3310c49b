package course.kit.track;

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

    static boolean isSelected() {
        var settings = Settings.current();
        return !NAMED.matcher(settings.selected()).matches()
                || settings.selected().contains(settings.module());
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        return FilterResult.includedIf(
                isSelected(),
                () -> Settings.current().module() + " was asked for",
                () -> "only " + Settings.current().selected() + " was asked for");
    }
}

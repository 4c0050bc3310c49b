package course.kit;

import course.kit.track.Settings;

import java.time.Duration;

/** How long a spec waits for something that ought to happen, before it says that it did not. */
public final class Patience {
    private Patience() {}

    public static Duration limit() {
        return Example.running()
                .map(Example::patience)
                .orElseGet(() -> Settings.current().patience());
    }
}

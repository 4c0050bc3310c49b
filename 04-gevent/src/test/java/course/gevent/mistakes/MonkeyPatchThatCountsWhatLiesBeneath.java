package course.gevent.mistakes;

import course.kit.Mistake;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the main greenlet holds while the loop runs is no concern of the green threads. With a
 * program whose {@code main} is synchronized, nothing is ever cooperative.
 */
@Mistake(killedBy = "aMonitorBeneathTheGreenThreadsDoesNotCount", saying = "that the other ends")
final class MonkeyPatchThatCountsWhatLiesBeneath extends PlainMonkeyPatch {
    MonkeyPatchThatCountsWhatLiesBeneath(Consumer<String> warnings) {
        super(warnings);
    }

    @Override
    Optional<String> pin() {
        var me = new long[] {Thread.currentThread().threadId()};
        var info = ManagementFactory.getThreadMXBean().getThreadInfo(me, true, false)[0];
        return Arrays.stream(info.getLockedMonitors())
                .filter(monitor -> !monitor.getClassName().startsWith("java.io."))
                .map(Object::toString)
                .findFirst();
    }
}

package course.cli.sitting;

import course.cli.start.Build;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks now and then whether the course is the one that was built: a branch may be switched under
 * it. Two looks have to agree, since a switch takes its time.
 */
final class CourseWatch implements AutoCloseable {
    private static final long EVERY = 3;

    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("course").factory());
    private final Runnable whenChanged;
    private boolean seemsChanged;

    CourseWatch(Runnable whenChanged) {
        this.whenChanged = whenChanged;
        var root = System.getProperty("course.root");
        if (root != null) {
            looking.scheduleWithFixedDelay(
                    () -> look(Build.of(Path.of(root))), EVERY, EVERY, TimeUnit.SECONDS);
        }
    }

    private void look(Build build) {
        var isChanged = !build.isCurrent();
        if (isChanged && seemsChanged) {
            whenChanged.run();
        }
        seemsChanged = isChanged;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}

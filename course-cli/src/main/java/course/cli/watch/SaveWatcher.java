package course.cli.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Tells which files have been saved, a moment after the last of several saves. Where the file
 * system tells of changes, it is woken by that; it looks by itself as well, since not all do.
 */
public final class SaveWatcher implements AutoCloseable {
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(30);
    private static final long HALF_SAVED = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long MOST = TimeUnit.MILLISECONDS.toNanos(500);

    private final Saves saves;
    private final WatchService service;
    private final long lookEvery;
    private final Consumer<Set<Path>> whenSaved;

    /**
     * @param whenSaved is told on a thread of its own
     */
    public SaveWatcher(Collection<Path> folders, Consumer<Set<Path>> whenSaved) throws IOException {
        this.whenSaved = whenSaved;
        service = FileSystems.getDefault().newWatchService();
        lookEvery = isWokenSoon() ? 500 : 100;
        for (var folder : folders) {
            register(folder);
        }
        saves = new Saves(folders);
        Thread.ofPlatform().daemon().name("saves").start(this::watch);
    }

    /** On other systems, the JDK's service looks every few seconds itself. */
    private static boolean isWokenSoon() {
        var system = System.getProperty("os.name");
        return system.startsWith("Linux") || system.startsWith("Windows");
    }

    private void register(Path folder) {
        try {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException notThereOrNotWatched) {
            // it is looked at all the same
        }
    }

    private void watch() {
        try {
            while (true) {
                var woken = service.poll(lookEvery, TimeUnit.MILLISECONDS);
                if (woken != null) {
                    woken.pollEvents();
                    woken.reset();
                }
                if (!saves.areQuiet() || woken != null) {
                    awaitQuiet();
                    var changed = saves.changed();
                    if (!changed.isEmpty()) {
                        whenSaved.accept(changed);
                    }
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException ended) {
            // so does this
        }
    }

    private void awaitQuiet() {
        var begun = System.nanoTime();
        do {
            LockSupport.parkNanos(QUIET);
        } while (!saves.areQuiet() && System.nanoTime() - begun < MOST
                || saves.isOneMissing() && System.nanoTime() - begun < HALF_SAVED);
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}

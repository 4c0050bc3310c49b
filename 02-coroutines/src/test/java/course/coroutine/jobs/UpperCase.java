package course.coroutine.jobs;

import course.coroutine.worker.Job;

import java.util.Locale;

/** Gives an item back in upper case. */
public final class UpperCase implements Job {
    @Override
    public String run(String item, Turn turn) {
        return item.toUpperCase(Locale.ROOT);
    }
}

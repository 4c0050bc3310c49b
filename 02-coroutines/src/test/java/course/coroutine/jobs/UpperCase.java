package course.coroutine.jobs;

import course.coroutine.worker.Job;

/** Gives an item back in upper case. */
public final class UpperCase implements Job {
    @Override
    public String run(String item, Turn turn) {
        return item.toUpperCase();
    }
}

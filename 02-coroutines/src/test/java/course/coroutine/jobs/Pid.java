package course.coroutine.jobs;

import course.coroutine.worker.Job;

/** Says which process does it. */
public final class Pid implements Job {
    @Override
    public String run(String item, Turn turn) {
        return String.valueOf(ProcessHandle.current().pid());
    }
}

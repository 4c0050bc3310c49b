package course.coroutine.jobs;

import course.coroutine.worker.Job;

/** Takes three turns, and says who has had turns in this process so far. */
public final class Turns implements Job {
    private static final StringBuilder TURNS = new StringBuilder();

    @Override
    public String run(String item, Turn turn) {
        for (int i = 0; i < 3; i++) {
            TURNS.append(item);
            turn.pass();
        }
        return TURNS.toString();
    }
}

package course.selectors.exercise;

import course.select.Epoll;
import course.select.Poll;
import course.select.Select;
import course.select.reference.ReferenceEpoll;
import course.select.reference.ReferencePoll;
import course.select.reference.ReferenceSelect;
import course.selectors.Backend;
import course.selectors.Backends;

import java.io.IOException;

/**
 * Exercise 6.2. Given to build on: lesson 05's {@link Select} ({@link ReferenceSelect}), {@link
 * Poll} ({@link ReferencePoll}) and {@link Epoll} ({@link ReferenceEpoll}), and {@link
 * java.nio.channels.Selector}. Write a small class for each kind.
 */
public final class ExerciseBackends implements Backends {
    private final Availability available;

    public ExerciseBackends(Availability available) {
        this.available = available;
    }

    @Override
    public Backend open(Kind kind) throws IOException {
        // TODO 6.2.2: a backend on poll: what does it say of a channel that was closed?
        // TODO 6.2.3: a backend on select: it remembers what is watched, and refuses what an fd_set
        //  has no bit for
        // TODO 6.2.4: a backend on java.nio: it has four operations where we have two events, keeps
        //  cancelled keys until the next select, and waits without end for 0 milliseconds
        // TODO 6.2.5: refuse what is missing, with the reason
        // TODO 6.2.7: epoll, again: what does it report of a channel that was closed, while a child
        //  process has a copy of its descriptor? Only a new instance does not
        throw new UnsupportedOperationException(
                "TODO 6.2.1: write a backend on epoll, and open one: READ is IN, WRITE is OUT, and"
                        + " a hang-up or an error is both");
    }

    @Override
    public Choice choose() {
        throw new UnsupportedOperationException(
                "TODO 6.2.6: find the first kind that is not missing, and remember why the ones"
                        + " before it are");
    }
}

package course.select.exercise;

import course.select.Select;
import course.select.system.Descriptors;
import course.select.system.Errno;
import course.select.system.FdSet;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Collection;

/**
 * Exercise 5.1. Given to build on: {@link SystemCalls#select}, {@link FdSet}, {@link Descriptors},
 * {@link SystemCallException} with its {@link Errno}.
 */
public final class ExerciseSelect implements Select {

    @Override
    public Ready select(
            Collection<? extends SelectableChannel> readers,
            Collection<? extends SelectableChannel> writers,
            Collection<? extends SelectableChannel> exceptional,
            Duration timeout)
            throws IOException, InterruptedException {
        // TODO 5.1.2: refuse a negative timeout
        // TODO 5.1.3: make the call again, for the time that is left, when a signal ended it; but
        //  end it when it was an interrupt
        throw new UnsupportedOperationException(
                "TODO 5.1.1: put each collection's descriptors into an FdSet, call"
                        + " SystemCalls.select, and list the channels that are left in the sets");
    }
}

package course.select.exercise;

import course.select.Poll;
import course.select.system.Descriptors;
import course.select.system.Errno;
import course.select.system.PollFds;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Exercise 5.4. Given to build on: {@link SystemCalls#poll}, {@link PollFds}, {@link Descriptors},
 * {@link SystemCallException} with its {@link Errno}.
 */
public final class ExercisePoll implements Poll {

    @Override
    public void register(SelectableChannel channel, Set<Event> events) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.4.1: check the channel and the events, and remember what the channel is"
                        + " watched for");
    }

    @Override
    public void modify(SelectableChannel channel, Set<Event> events) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.4.2: change what a channel is watched for, unless it is not watched");
    }

    @Override
    public void unregister(SelectableChannel channel) {
        throw new UnsupportedOperationException(
                "TODO 5.4.3: forget a channel, unless it is not watched");
    }

    @Override
    public List<Ready> poll(Duration timeout) throws IOException, InterruptedException {
        // TODO 5.4.5: take null or a negative timeout for no end, round others up to milliseconds,
        //  refuse those that an int cannot count
        // TODO 5.4.6: report a channel that was closed, and wait for nobody then
        // TODO 5.4.7: make the call again, for the time that is left, when a signal ended it; but
        //  end it when it was an interrupt
        // TODO 5.4.8: let one thread in at a time
        throw new UnsupportedOperationException(
                "TODO 5.4.4: set an entry of a PollFds for each channel, call SystemCalls.poll, and"
                        + " list the channels whose entries have returned events");
    }
}

package course.select.exercise;

import course.select.Epoll;
import course.select.system.Descriptors;
import course.select.system.EpollEvents;
import course.select.system.Errno;
import course.select.system.SystemCallException;
import course.select.system.SystemCalls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Exercise 5.5. Given to build on: {@link SystemCalls#epollCreate}, {@link
 * SystemCalls#epollControl}, {@link SystemCalls#epollWait}, {@link SystemCalls#close}, {@link
 * EpollEvents}, {@link Descriptors}, {@link SystemCallException} with its {@link Errno}.
 */
public final class ExerciseEpoll implements Epoll {

    @Override
    public void register(SelectableChannel channel, Set<Event> events) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.5.1: create an epoll instance in a constructor, give it back in close, and"
                        + " add the channel's descriptor to it here; remember whose number it is");
    }

    @Override
    public void modify(SelectableChannel channel, Set<Event> events) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.5.2: tell the epoll instance what the channel is watched for now");
    }

    @Override
    public void unregister(SelectableChannel channel) throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.5.3: delete the channel's descriptor from the epoll instance");
    }

    @Override
    public List<Ready> poll(Duration timeout, int most) throws IOException, InterruptedException {
        // TODO 5.5.5: take null or a negative timeout for no end, round others up to milliseconds,
        //  refuse those that an int cannot count
        // TODO 5.5.6: make the call again, for the time that is left, when a signal ended it; but
        //  end it when it was an interrupt
        throw new UnsupportedOperationException(
                "TODO 5.5.4: call SystemCalls.epollWait with room for as many events as may be"
                        + " reported, and find the channel of each");
    }

    @Override
    public boolean drain(ReadableByteChannel channel, Consumer<ByteBuffer> sink)
            throws IOException {
        throw new UnsupportedOperationException(
                "TODO 5.5.7: read again and again, until there is nothing more for now or the"
                        + " stream has ended");
    }

    @Override
    public void close() throws IOException {
        // TODO 5.5.1: give the epoll instance back, once; from then on all calls but this one throw
    }
}

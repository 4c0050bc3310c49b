package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Collection;

/**
 * Is synchronized, for safety's sake. Two loops in one program take turns: the second serves its
 * clients when one of the first's has said something.
 */
@Mistake(
        killedBy = "aThreadThatWaitsDoesNotKeepAnotherOneWaiting",
        saying = "while a first one waits")
final class SelectThatLetsOneThreadIn extends PlainSelect {
    @Override
    public synchronized Ready select(
            Collection<? extends SelectableChannel> readers,
            Collection<? extends SelectableChannel> writers,
            Collection<? extends SelectableChannel> exceptional,
            Duration timeout)
            throws IOException, InterruptedException {
        return super.select(readers, writers, exceptional, timeout);
    }
}

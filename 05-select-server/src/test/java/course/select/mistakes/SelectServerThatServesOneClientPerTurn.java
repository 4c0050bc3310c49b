package course.select.mistakes;

import course.kit.Mistake;
import course.select.Select;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;

/**
 * Serves the first client that is ready, and asks anew. While one uploads a film, all that come
 * after it in the list wait.
 */
@Mistake(
        killedBy = "aClientThatNeverStopsDoesNotKeepTheOthersWaiting",
        saying = "received nothing within")
final class SelectServerThatServesOneClientPerTurn extends PlainSelectServer {
    @Override
    public void serve(ServerSocketChannel listener, Select select, Log log) throws IOException {
        super.serve(listener, onlyTheFirst(select), log);
    }

    private static Select onlyTheFirst(Select select) {
        return (readers, writers, exceptional, timeout) -> {
            var ready = select.select(readers, writers, exceptional, timeout);
            return new Select.Ready(
                    first(ready.readable()), first(ready.writable()), ready.exceptional());
        };
    }

    private static List<SelectableChannel> first(List<SelectableChannel> ready) {
        return ready.subList(0, Math.min(1, ready.size()));
    }
}

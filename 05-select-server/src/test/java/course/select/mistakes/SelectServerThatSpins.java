package course.select.mistakes;

import course.kit.Mistake;

import java.nio.channels.SocketChannel;

/**
 * A socket is writable nearly always, so a connection that stays in {@code outputs} wakes select at
 * once, for ever. Everything works, one core is at 100 %, and the fan tells before the users do.
 */
@Mistake(killedBy = "itSleepsWhenThereIsNothingToDo", saying = "the server is spinning")
final class SelectServerThatSpins extends PlainSelectServer {
    @Override
    void queueEmpty(SocketChannel channel) {}
}

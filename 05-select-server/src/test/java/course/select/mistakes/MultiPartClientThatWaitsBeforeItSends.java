package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * Waits for the answer on the first connection before it sends on the second. The answers are
 * right, so nobody notices; but nothing overlaps any more, and a hundred connections take a hundred
 * times as long as one. With a server that waits for all of its clients, both wait for ever.
 */
@Mistake(
        killedBy = "sendsEachPartOnEveryConnectionBeforeItReadsAnAnswer",
        saying = "on connection 2, expected \"This is the message. \" but received nothing")
final class MultiPartClientThatWaitsBeforeItSends extends PlainMultiPartClient {

    @Override
    void exchange(List<SocketChannel> channels, byte[] part, List<StringBuilder> answers, Log log)
            throws IOException {
        for (int i = 0; i < channels.size(); i++) {
            send(channels.get(i), part, log);
            answers.get(i).append(receive(channels.get(i), part.length, log));
        }
    }
}

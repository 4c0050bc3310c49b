package course.select.mistakes;

import course.kit.Mistake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes what one {@code read} brings for the answer, as the tutorial's {@code recv(1024)} does. On
 * one's own machine, with short messages, it always works. Over a real network an answer is cut now
 * and then, its rest is taken for the next answer, and from there on all are shifted.
 */
@Mistake(killedBy = "readsAnAnswerThatIsLongerThanARead", saying = "but talk returned")
final class MultiPartClientThatReadsOnce extends PlainMultiPartClient {

    @Override
    String receive(SocketChannel channel, int length, Log log) throws IOException {
        var answer = ByteBuffer.allocate(1024);
        int count = channel.read(answer);
        var bytes = Arrays.copyOf(answer.array(), Math.max(0, count));
        log.received(local(channel), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

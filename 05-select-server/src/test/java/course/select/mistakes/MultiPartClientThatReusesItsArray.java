package course.select.mistakes;

import course.kit.Mistake;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Saves an array: answers of the same length are read into the one of the answer before. What the
 * log has kept to write it later is the last answer, again and again.
 */
@Mistake(
        killedBy = "anAnswerThatTheLogHasKeptStaysAsItWas",
        saying = "the arrays that received() was given")
final class MultiPartClientThatReusesItsArray extends PlainMultiPartClient {
    private ByteBuffer answer = ByteBuffer.allocate(0);

    @Override
    String receive(SocketChannel channel, int length, Log log) throws IOException {
        if (answer.capacity() != length) {
            answer = ByteBuffer.allocate(length);
        }
        answer.clear();
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) {
                log.closing(local(channel));
                throw new EOFException(answer.position() + " of " + length + " bytes");
            }
        }
        log.received(local(channel), answer.array());
        return new String(answer.array(), StandardCharsets.UTF_8);
    }
}

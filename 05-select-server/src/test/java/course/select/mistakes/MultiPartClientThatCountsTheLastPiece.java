package course.select.mistakes;

import course.kit.Mistake;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Says how many bytes the last read brought, not how many the answer had got so far. The answer
 * came in two pieces, and who looks for the fault looks at the wrong place of the file.
 */
@Mistake(killedBy = "theBytesOfAllPiecesAreCounted", saying = "1048575 of 1048576 bytes had come")
final class MultiPartClientThatCountsTheLastPiece extends PlainMultiPartClient {

    @Override
    String receive(SocketChannel channel, int length, Log log) throws IOException {
        var answer = ByteBuffer.allocate(length);
        int count = 0;
        while (answer.hasRemaining()) {
            int read = channel.read(answer);
            if (read < 0) {
                log.closing(local(channel));
                throw new EOFException(count + " of " + length + " bytes");
            }
            count = read;
        }
        log.received(local(channel), answer.array());
        return new String(answer.array(), StandardCharsets.UTF_8);
    }
}

package course.select.mistakes;

import course.kit.Mistake;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Makes text of each piece as it comes. As long as all is ASCII this cannot be seen; with Chinese,
 * or with a single é, a long answer has a few characters replaced by question marks in diamonds, at
 * other places each time.
 */
@Mistake(killedBy = "putsACharacterTogetherThatWasCutInPieces", saying = "should go on \"世")
final class MultiPartClientThatDecodesEachPiece extends PlainMultiPartClient {

    @Override
    String receive(SocketChannel channel, int length, Log log) throws IOException {
        var text = new StringBuilder();
        var piece = ByteBuffer.allocate(1024);
        for (int come = 0; come < length; come += piece.limit()) {
            piece.clear().limit(Math.min(piece.capacity(), length - come));
            if (channel.read(piece) < 0) {
                log.closing(local(channel));
                throw new EOFException(come + " of " + length + " bytes");
            }
            text.append(StandardCharsets.UTF_8.decode(piece.flip()));
        }
        log.received(local(channel), text.toString().getBytes(StandardCharsets.UTF_8));
        return text.toString();
    }
}

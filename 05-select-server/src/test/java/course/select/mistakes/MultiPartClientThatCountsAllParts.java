package course.select.mistakes;

import course.kit.Mistake;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Counts what has come since the beginning, but says of how many this part had. "37 of 10 bytes"
 * sends its reader in the wrong direction.
 */
@Mistake(
        killedBy = "anEndInAnyPartTellsTheBytesOfThisPartAndThisConnection",
        saying = "bytes had come")
final class MultiPartClientThatCountsAllParts extends PlainMultiPartClient {
    private int total;

    @Override
    String receive(SocketChannel channel, int length, Log log) throws IOException {
        int before = total;
        try {
            var answer = super.receive(channel, length, log);
            total += length;
            return answer;
        } catch (EOFException e) {
            int came = Integer.parseInt(e.getMessage().split(" ")[0]);
            throw new EOFException(before + came + " of " + length + " bytes");
        }
    }
}

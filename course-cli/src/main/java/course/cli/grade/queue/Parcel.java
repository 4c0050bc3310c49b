package course.cli.grade.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A submission on its way.
 *
 * @param content what a worker needs to judge it; the queue does not look at it
 */
public record Parcel(String name, byte[] content) {

    /** The same for the same submission, and for no other. */
    String id() {
        return print(print(name.getBytes(StandardCharsets.UTF_8)) + print(content));
    }

    static String print(String text) {
        return print(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String print(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

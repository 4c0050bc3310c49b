package course.kit.standby;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals messages with a key and their number: who does not have the key can neither make one, nor
 * say one again, nor leave one out.
 */
public final class Seal {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private long count;

    public Seal(String key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message, sealed. */
    String sealed(String text) {
        return next(text) + " " + text;
    }

    /** What was sealed as the next message; nothing if this was not. */
    public Optional<String> opened(String line) {
        var end = line.indexOf(' ');
        if (end < 0) {
            return Optional.empty();
        }
        var text = line.substring(end + 1);
        return MessageDigest.isEqual(bytes(next(text)), bytes(line.substring(0, end)))
                ? Optional.of(text)
                : Optional.empty();
    }

    private String next(String text) {
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(count++).array());
        return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

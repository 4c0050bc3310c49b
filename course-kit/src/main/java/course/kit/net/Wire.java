package course.kit.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Shows bytes in a message: text where it is text, shortened where it is long. */
final class Wire {
    static final int SHOWN = 60;

    private Wire() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String show(byte[] bytes) {
        if (bytes.length <= SHOWN) {
            return quoted(bytes);
        }
        return String.format(
                Locale.ROOT, "%s… (%,d bytes)", quoted(Arrays.copyOf(bytes, SHOWN)), bytes.length);
    }

    private static String quoted(byte[] bytes) {
        var text = new StringBuilder("\"");
        for (var b : bytes) {
            switch (b) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '"' -> text.append("\\\"");
                default -> {
                    if (b >= ' ' && b < 127) {
                        text.append((char) b);
                    } else {
                        text.append("\\x%02x".formatted(b & 0xff));
                    }
                }
            }
        }
        return text.append('"').toString();
    }
}

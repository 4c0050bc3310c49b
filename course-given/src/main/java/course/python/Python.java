package course.python;

import java.net.InetSocketAddress;

/** Writes values as Python prints them, so that a demo says what the tutorial's program says. */
public final class Python {

    private Python() {}

    /** {@code b'abc\n'} */
    public static String bytes(byte[] bytes) {
        char quote = contains(bytes, '\'') && !contains(bytes, '"') ? '"' : '\'';
        var text = new StringBuilder("b").append(quote);
        for (byte b : bytes) {
            switch (b) {
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (b == quote) {
                        text.append('\\').append(quote);
                    } else if (b >= ' ' && b <= '~') {
                        text.append((char) b);
                    } else {
                        text.append("\\x%02x".formatted(b & 0xff));
                    }
                }
            }
        }
        return text.append(quote).toString();
    }

    private static boolean contains(byte[] bytes, char wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    /** {@code ('127.0.0.1', 52110)} */
    public static String address(InetSocketAddress address) {
        return "('%s', %s)".formatted(address.getAddress().getHostAddress(), address.getPort());
    }
}

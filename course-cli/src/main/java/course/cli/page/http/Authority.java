package course.cli.page.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host and port of a {@code Host} or {@code Origin} header, taken apart. No name is looked up.
 *
 * @param port 80 if none is given, as HTTP has it
 */
record Authority(String host, int port) {
    private static final Pattern SHAPE =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9.-]+))(?::([0-9]{1,5}))?");
    private static final String SCHEME = "http://";
    private static final int HTTP = 80;

    static Optional<Authority> of(String text) {
        var shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        var host = shape.group(1) == null ? shape.group(2) : shape.group(1);
        var port = shape.group(3) == null ? HTTP : Integer.parseInt(shape.group(3));
        return Optional.of(new Authority(host, port));
    }

    static Optional<Authority> ofOrigin(String text) {
        return text.startsWith(SCHEME) ? of(text.substring(SCHEME.length())) : Optional.empty();
    }

    /** An address, or the one name that means it everywhere. */
    boolean isLoopback() {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return LoopbackServer.ADDRESSES.contains(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}

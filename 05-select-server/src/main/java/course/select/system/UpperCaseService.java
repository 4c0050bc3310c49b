package course.select.system;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * A service as {@code inetd(8)} knows it: a program that talks to one client, the one that it finds
 * on its standard input. It answers in upper case (ASCII letters; other bytes as they are) what it
 * reads, and ends when its client has finished.
 */
public final class UpperCaseService {
    private static final int CHUNK = 8 * 1024;

    private UpperCaseService() {}

    public static void main(String[] arguments) throws IOException {
        if (!(System.inheritedChannel() instanceof SocketChannel client)) {
            System.err.println("The standard input must be a connection: see Inetd.spawn");
            System.exit(2);
            return;
        }
        serve(client);
    }

    /**
     * The command for {@link Inetd#spawn}: this program in a small JVM that starts quickly, and
     * that ends at once when it is asked to ({@code -Xrs}).
     */
    public static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xrs",
                "-Xmx8m",
                "-cp",
                location(),
                UpperCaseService.class.getName());
    }

    /** Serves this client on this thread, until it has finished; then closes the connection. */
    public static void serve(SocketChannel client) throws IOException {
        try (client) {
            var buffer = ByteBuffer.allocate(CHUNK);
            while (client.read(buffer.clear()) >= 0) {
                buffer.flip();
                toUpperCase(buffer);
                while (buffer.hasRemaining()) {
                    client.write(buffer);
                }
            }
        }
    }

    private static void toUpperCase(ByteBuffer text) {
        for (int i = 0; i < text.limit(); i++) {
            byte b = text.get(i);
            if (b >= 'a' && b <= 'z') {
                text.put(i, (byte) (b - 'a' + 'A'));
            }
        }
    }

    /** Where this class lies; {@code java.class.path} may name a jar that only points to others. */
    private static String location() {
        try {
            var source = UpperCaseService.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

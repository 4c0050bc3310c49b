package course.kit.standby;

import course.kit.example.CurrentRun;
import course.kit.jvm.OwnMemory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A JVM that stands by: its main. Its first line of standard input is a {@link Greeting}; the
 * input's end is the parent's.
 */
public final class Standby {
    private Standby() {}

    /**
     * @param specs the names of the lesson's spec classes; the first one is likely to be asked for
     */
    public static void main(String... specs) throws Exception {
        var parent = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var greeting = Greeting.of(parent.readLine());
        Thread.ofPlatform().daemon().name("parent").start(() -> endWith(parent));
        System.setIn(InputStream.nullInputStream());
        var socket = SocketChannel.open(address(greeting.address()));
        var line = new Line(socket, new Seal(greeting.key()));
        line.send(Message.hello());
        var printed = new Printed();
        var usual = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(usual);
        System.setErr(usual);
        if (greeting.graded()) {
            OwnMemory.hide();
        } else {
            SpecLaunch.warmUp(List.of(specs));
        }
        line.send(Message.ready());
        var request = Request.of(firstLine(socket));
        if (!greeting.graded()) {
            printed.to = line;
        }
        CurrentRun.start();
        SpecLaunch.run(request, line);
        Runtime.getRuntime().halt(0);
    }

    private static SocketAddress address(String parent) {
        return parent.chars().allMatch(Character::isDigit)
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(parent))
                : UnixDomainSocketAddress.of(parent);
    }

    private static String firstLine(SocketChannel socket) throws IOException {
        var line =
                new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            Runtime.getRuntime().halt(0);
        }
        return line;
    }

    private static void endWith(Reader parent) {
        try {
            while (parent.read() >= 0) {}
        } catch (IOException hasEnded) {
            // as good as the input's end
        }
        Runtime.getRuntime().halt(0);
    }

    /** The standard output, which nobody hears until the run begins. */
    private static final class Printed extends OutputStream {
        private volatile Line to;

        @Override
        public void write(int oneByte) {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (to != null) {
                to.printed(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        }
    }
}

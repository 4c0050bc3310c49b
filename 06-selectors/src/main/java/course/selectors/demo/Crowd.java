package course.selectors.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;

/**
 * Many clients of an echo server, in a process of their own: all connect, then each says its number
 * and checks the answer. They stay until a line comes on the standard input, or its end.
 */
public final class Crowd {
    private static final int AT_ONCE = 250;

    /** A crowd that says goodbye stays in the kernel's tables for a minute. */
    private static final int NO_GOODBYE = 0;

    public static void main(String[] arguments) throws IOException {
        InetSocketAddress server;
        int count;
        try {
            int port = Integer.parseInt(arguments[0]);
            server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            count = Integer.parseInt(arguments[1]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println("usage: Crowd port clients");
            System.exit(2);
            return;
        }
        var clients = new ArrayList<SocketChannel>();
        try {
            for (int i = 1; i <= count; i++) {
                clients.add(SocketChannel.open(server));
                clients.getLast().setOption(StandardSocketOptions.SO_LINGER, NO_GOODBYE);
                if (i % AT_ONCE == 0) {
                    say(i, clients.getLast());
                    hear(i, clients.getLast()); // so all before it have been accepted, too
                }
            }
            for (int i = 0; i < count; i++) {
                say(i, clients.get(i));
            }
            for (int i = 0; i < count; i++) {
                hear(i, clients.get(i));
            }
            System.out.println(count + " answered");
        } catch (IOException e) {
            System.out.printf("client %s: %s%n", clients.size(), e.getMessage());
        }
        System.in.read();
    }

    private static void say(int number, SocketChannel client) throws IOException {
        client.write(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    private static void hear(int number, SocketChannel client) throws IOException {
        var answer = ByteBuffer.allocate(Integer.BYTES);
        while (answer.hasRemaining()) {
            if (client.read(answer) < 0) {
                throw new IOException("no answer for number " + number);
            }
        }
        if (answer.getInt(0) != number) {
            throw new IOException("answered %s for %s".formatted(answer.getInt(0), number));
        }
    }
}

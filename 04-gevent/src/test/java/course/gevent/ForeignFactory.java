package course.gevent;

import sun.nio.ch.NioSocketImpl;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A program that has set a socket factory of its own before it is to be patched. It prints what the
 * patch says to that, and whose sockets there are afterwards.
 */
final class ForeignFactory {
    private ForeignFactory() {}

    @SuppressWarnings("deprecation")
    public static void main(String[] arguments) throws Exception {
        Socket.setSocketImplFactory(() -> {
            System.out.println("a socket of the program's own factory");
            return new NioSocketImpl(false);
        });
        try {
            SharedStream.newPatch(arguments[0], warning -> {}).patch();
            System.out.println("patched");
        } catch (IllegalStateException e) {
            System.out.println("refused: " + e.getMessage());
        }
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            System.out.println(socket.isConnected() ? "connected" : "not connected");
        }
    }
}

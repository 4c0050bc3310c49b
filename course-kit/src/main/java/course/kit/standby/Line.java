package course.kit.standby;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The way to the parent. Only a thread of its own writes to the socket: an interrupt that is meant
 * for an example would close it.
 */
final class Line {
    private final SocketChannel socket;
    private final Seal seal;
    private final LinkedBlockingQueue<Sent> queue = new LinkedBlockingQueue<>();

    private record Sent(Message message, CompletableFuture<Void> done) {}

    Line(SocketChannel socket, Seal seal) {
        this.socket = socket;
        this.seal = seal;
        Thread.ofPlatform().daemon().name("to the parent").start(this::write);
    }

    /** Returns when it is sent: what ends this JVM then does not take it along. */
    void send(Message message) {
        add(message).join();
    }

    void printed(String text) {
        add(Message.printed(text));
    }

    private CompletableFuture<Void> add(Message message) {
        var sent = new Sent(message, new CompletableFuture<>());
        queue.add(sent);
        return sent.done();
    }

    private void write() {
        try {
            while (true) {
                var next = queue.take();
                var line = seal.sealed(next.message().json()) + "\n";
                var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    socket.write(bytes);
                }
                next.done().complete(null);
            }
        } catch (IOException | InterruptedException parentIsGone) {
            Runtime.getRuntime().halt(1);
        }
    }
}

package course.gevent;

import course.gevent.reference.ReferenceHub;
import course.gevent.system.SelectorClock;
import course.greenlet.reference.ReferenceGreenlets;

import java.io.BufferedInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program in which two green threads read from one buffered stream. Its thread can't be freed any
 * more, so it needs a JVM of its own; it prints what is reported, if anything is.
 */
final class SharedStream {
    private static final int PATIENCE_SECONDS = 5;

    private final LinkedBlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final MonkeyPatch patch;

    private SharedStream(String candidate) throws ReflectiveOperationException {
        patch = newPatch(candidate, reports::add);
    }

    /** An instance of the candidate that the example has named. */
    static MonkeyPatch newPatch(String candidate, Consumer<String> warnings)
            throws ReflectiveOperationException {
        var constructor = Class.forName(candidate).getDeclaredConstructor(Consumer.class);
        constructor.setAccessible(true);
        return (MonkeyPatch) constructor.newInstance(warnings);
    }

    public static void main(String[] arguments) throws Exception {
        var program = new SharedStream(arguments[0]);
        program.adoptThisThread();
        program.patch.patch();
        Thread.ofPlatform().daemon().name("the hub").start(program::shareAStream);
        var report = program.reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        System.out.println(report == null ? "nothing was reported" : report);
    }

    /**
     * It is the first one that is adopted, and the one that patches, and never stuck; the next one
     * is watched, too.
     */
    private void adoptThisThread() {
        adoptedWith(new SelectorClock());
    }

    private Hub adoptedWith(SelectorClock clock) {
        var hub =
                new ReferenceHub(
                        new ReferenceGreenlets(),
                        clock,
                        failure -> reports.add(failure.toString()));
        patch.adopt(hub, clock);
        return hub;
    }

    private void shareAStream() {
        try (var clock = new SelectorClock();
                var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var hub = adoptedWith(clock);
            try (var socket = new Socket()) {
                socket.connect(listener.getLocalAddress());
                var shared = new BufferedInputStream(socket.getInputStream());
                hub.joinAll(hub.spawn(shared::read), hub.spawn(shared::read));
            }
        } catch (Exception e) {
            reports.add(e.toString());
        }
    }
}

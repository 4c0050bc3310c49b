package course.gevent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A listener whose {@code accept} fails, as it does when a process has no descriptors left; and
 * which counts whom it has accepted.
 */
final class FailingListener implements GreenServerSocket {
    private final GreenServerSocket listener;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    FailingListener(GreenServerSocket listener) {
        this.listener = listener;
    }

    /** From now on it fails with this; with null it goes on. */
    void failsWith(IOException failure) {
        this.failure.set(failure);
    }

    /** How often it has failed. */
    int failed() {
        return failed.get();
    }

    /** How many clients it has accepted. */
    int accepted() {
        return accepted.get();
    }

    @Override
    public InetSocketAddress address() {
        return listener.address();
    }

    @Override
    public GreenSocket accept() throws IOException, InterruptedException {
        var thrown = failure.get();
        if (thrown != null) {
            failed.incrementAndGet();
            throw thrown;
        }
        var socket = listener.accept();
        accepted.incrementAndGet();
        return socket;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

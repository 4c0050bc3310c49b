package course.kit.sample;

import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** An echo for each way in which learners' code goes wrong. */
public final class BadEchoes {
    private BadEchoes() {}

    abstract static class GoodSecond implements Echo {
        @Override
        public String echo(String word) throws Exception {
            if (word.equals("first")) {
                misbehave();
            }
            return word;
        }

        abstract void misbehave() throws Exception;
    }

    public static final class Right extends GoodSecond {
        @Override
        void misbehave() {}
    }

    public static final class Untouched implements Echo {
        @Override
        public String echo(String word) {
            throw new UnsupportedOperationException("TODO 0.1.1: give the word back");
        }
    }

    public static final class HalfDone implements Echo {
        @Override
        public String echo(String word) {
            if (word.equals("first")) {
                return word;
            }
            throw new UnsupportedOperationException("TODO 0.1.2: give other words back");
        }
    }

    public static final class Wrong extends GoodSecond {
        @Override
        public String echo(String word) throws Exception {
            return word.equals("first") ? "FIRST" : word;
        }

        @Override
        void misbehave() {}
    }

    public static final class Throwing extends GoodSecond {
        @Override
        void misbehave() {
            throw new IllegalStateException("out of words");
        }
    }

    public static final class ThrowingWithoutAWord extends GoodSecond {
        @Override
        void misbehave() throws IOException {
            throw new IOException(null, new IOException(null, new EOFException("out of words")));
        }
    }

    public static final class Hanging extends GoodSecond {
        @Override
        void misbehave() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    public static final class Spinning extends GoodSecond {
        private volatile int turns;

        @Override
        void misbehave() {
            while (true) {
                turns++;
            }
        }
    }

    public static final class Exiting extends GoodSecond {
        @Override
        void misbehave() {
            System.exit(0);
        }
    }

    public static final class LeakingThread extends GoodSecond {
        @Override
        void misbehave() {
            new Thread(LeakingThread::linger, "lingerer").start();
        }

        private static void linger() {
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** It has the name of the kit's own, and does not end saying where it stands. */
    public static final class LeakingThreadOfItsOwnClass extends GoodSecond {
        @Override
        void misbehave() {
            new Hidden().start();
        }

        private static final class Hidden extends Thread {
            Hidden() {
                super("the example");
            }

            @Override
            public void run() {
                LeakingThread.linger();
            }

            @Override
            public StackTraceElement[] getStackTrace() {
                run();
                return null;
            }

            @Override
            public State getState() {
                run();
                return null;
            }

            @Override
            public int hashCode() {
                run();
                return 0;
            }
        }
    }

    public static final class LeakingPort extends GoodSecond {
        private static ServerSocket listener;

        @Override
        void misbehave() throws IOException {
            listener = new ServerSocket(0);
        }
    }

    public static final class LeakingProcess extends GoodSecond {
        @Override
        void misbehave() throws IOException {
            new ProcessBuilder("sleep", "20").start();
        }
    }

    public static final class Printing extends GoodSecond {
        @Override
        void misbehave() {
            var line = "lots of words ".repeat(100);
            for (var i = 0; i < 5_000; i++) {
                System.out.println(line);
            }
        }
    }

    public static final class Deadlocking extends GoodSecond {
        private final Object left = new Object();
        private final Object right = new Object();
        private final CountDownLatch bothHold = new CountDownLatch(2);

        @Override
        void misbehave() throws InterruptedException {
            new Thread(() -> take(left, right), "one").start();
            var other = new Thread(() -> take(right, left), "other");
            other.start();
            other.join();
        }

        private void take(Object first, Object second) {
            synchronized (first) {
                bothHold.countDown();
                await();
                synchronized (second) {
                    second.notifyAll();
                }
            }
        }

        private void await() {
            try {
                bothHold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static final class FailingBehind implements Echo {
        @Override
        public String echo(String word) {
            if (word.equals("behind")) {
                throw new IllegalStateException("nobody sees me");
            }
            return word;
        }
    }

    public static final class ToDoBehind implements Echo {
        @Override
        public String echo(String word) {
            if (word.equals("behind")) {
                throw new UnsupportedOperationException("TODO 0.1.3: work in the background");
            }
            return word;
        }
    }

    public static final class UnclosableEcho extends GoodSecond implements AutoCloseable {
        @Override
        void misbehave() {}

        @Override
        public void close() {
            throw new IllegalStateException("cannot close");
        }
    }
}

package course.kit.sample;

import org.opentest4j.TestAbortedException;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** For each way in which an answer might unmake its result. */
public interface Trouble {
    void make(Kind kind) throws Throwable;

    enum Kind {
        NO_MESSAGE,
        MESSAGE_THROWS,
        MESSAGE_HANGS,
        MESSAGE_OF_50_MB,
        TEXT_IS_NULL,
        STACK_THROWS,
        CAUSES_IN_A_CIRCLE,
        CAUSES_WITHOUT_END,
        MANY_SUPPRESSED,
        NOT_SERIALIZABLE,
        ABORTED,
        STACK_OVERFLOW,
        OUT_OF_MEMORY,
        UNCAUGHT_MESSAGE_THROWS,
        PROPERTIES,
        STREAMS_REPLACED,
        STREAMS_CLOSED,
        VIRTUAL_THREAD_LEFT,
        GRANDCHILD_LEFT
    }

    /** Makes none. */
    final class None implements Trouble {
        @Override
        public void make(Kind kind) {}
    }

    /** Makes all of it. */
    final class Maker implements Trouble {
        @Override
        public void make(Kind kind) throws Throwable {
            switch (kind) {
                case NO_MESSAGE -> throw new IOException();
                case MESSAGE_THROWS -> throw new MessageThrows();
                case MESSAGE_HANGS -> throw new MessageHangs();
                case MESSAGE_OF_50_MB -> throw new IOException("x".repeat(50_000_000) + "the end");
                case TEXT_IS_NULL -> throw new TextIsNull();
                case STACK_THROWS -> throw new StackThrows();
                case CAUSES_IN_A_CIRCLE -> throw circle();
                case CAUSES_WITHOUT_END -> throw new CausesWithoutEnd();
                case MANY_SUPPRESSED -> throw manySuppressed();
                case NOT_SERIALIZABLE -> throw new NotSerializable();
                case ABORTED -> throw new TestAbortedException("not today");
                case STACK_OVERFLOW -> overflow(0);
                case OUT_OF_MEMORY -> fillMemory();
                case UNCAUGHT_MESSAGE_THROWS -> endBehind();
                case PROPERTIES -> setProperties();
                case STREAMS_REPLACED -> replaceStreams();
                case STREAMS_CLOSED -> closeStreams();
                case VIRTUAL_THREAD_LEFT -> Thread.ofVirtual().name("ghost").start(Maker::linger);
                case GRANDCHILD_LEFT ->
                        new ProcessBuilder("sh", "-c", "sleep 20 >/dev/null 2>&1 &")
                                .start()
                                .waitFor();
            }
        }

        private static Throwable circle() {
            var first = new IOException("round");
            var second = new IOException("and round", first);
            first.initCause(second);
            return first;
        }

        private static Throwable manySuppressed() {
            var thrown = new IOException("many");
            for (var i = 0; i < 100_000; i++) {
                thrown.addSuppressed(new IOException("one of many"));
            }
            return thrown;
        }

        private static int overflow(int depth) {
            return 1 + overflow(depth + 1);
        }

        private static int fillMemory() {
            return new long[1_000_000_000].length;
        }

        private static void endBehind() throws InterruptedException {
            var behind =
                    new Thread(
                            () -> {
                                throw new MessageThrows();
                            },
                            "behind");
            behind.start();
            behind.join();
        }

        private static void setProperties() {
            System.setProperty("course.strict", "false");
            System.setProperty("course.deadline", "3600");
            System.setProperty("course.patience", "3600");
            System.setProperty("course.output", "/nowhere");
            System.setProperty("course.module", "another");
            System.setProperty("course.track", "reference");
            System.setProperty("course.candidate", None.class.getName());
            throw new UnsupportedOperationException("TODO 0.6.1: leave them alone");
        }

        private static void replaceStreams() {
            System.setOut(null);
            System.setErr(null);
            System.setIn(null);
        }

        private static void closeStreams() throws IOException {
            System.in.close();
            System.out.close();
            System.err.close();
        }

        private static void linger() {
            while (true) {
                LockSupport.park();
            }
        }
    }

    final class MessageThrows extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    final class MessageHangs extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "late";
        }
    }

    final class TextIsNull extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            return null;
        }
    }

    final class StackThrows extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no stack for you");
        }
    }

    final class CausesWithoutEnd extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable getCause() {
            return new CausesWithoutEnd();
        }
    }

    final class NotSerializable extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotSerializable() {
            super("as it is");
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("never");
        }
    }
}

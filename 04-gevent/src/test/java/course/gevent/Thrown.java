package course.gevent;

import java.io.IOException;
import java.time.Duration;

/** What code can fail with: a contract that says <em>fails</em> means each of them. */
enum Thrown {
    AN_UNCHECKED_EXCEPTION {
        @Override
        Throwable make() {
            return new IllegalArgumentException("an unchecked exception");
        }
    },
    A_CHECKED_EXCEPTION {
        @Override
        Throwable make() {
            return new IOException("a checked exception");
        }
    },
    AN_ERROR {
        @Override
        Throwable make() {
            return new LinkageError("an error");
        }
    },
    AN_INTERRUPTED_EXCEPTION {
        @Override
        Throwable make() {
            return new InterruptedException("an interrupted exception");
        }
    },
    A_TIMEOUT {
        @Override
        Throwable make() {
            return new SomebodysTimeout();
        }
    };

    /** A new one, which is none of those before. */
    abstract Throwable make();

    /** Throws it, checked or not. */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException raise(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private static final class SomebodysTimeout extends Timeout {
        private static final long serialVersionUID = 1;

        SomebodysTimeout() {
            super(Duration.ofSeconds(1));
        }

        @Override
        public boolean isPending() {
            return false;
        }

        @Override
        public void restart() {}

        @Override
        public void close() {}
    }
}

package course.kit.sample;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

public interface Keeper {
    void keepsOne(Supplier<Line> lines);

    /** Something that tells when it is closed. */
    final class Line implements AutoCloseable {
        private Runnable whenClosed = () -> {};

        void whenClosed(Runnable action) {
            whenClosed = action;
        }

        @Override
        public void close() {
            whenClosed.run();
        }
    }

    final class Hanging implements Keeper {
        @Override
        public void keepsOne(Supplier<Line> lines) {
            lines.get()
                    .whenClosed(() -> {
                        while (true) {
                            LockSupport.park();
                        }
                    });
        }
    }

    final class Stubborn implements Keeper {
        @Override
        public void keepsOne(Supplier<Line> lines) {
            lines.get().whenClosed(() -> keepsOne(lines));
        }
    }
}

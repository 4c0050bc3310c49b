package course.kit.sample;

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

    final class Stubborn implements Keeper {
        @Override
        public void keepsOne(Supplier<Line> lines) {
            lines.get().whenClosed(() -> keepsOne(lines));
        }
    }
}

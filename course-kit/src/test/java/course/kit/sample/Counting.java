package course.kit.sample;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

public interface Counting {
    int after(int number) throws Exception;

    final class Right implements Counting {
        @Override
        public int after(int number) {
            return number + 1;
        }
    }

    final class Wrong implements Counting {
        @Override
        public int after(int number) {
            return number;
        }
    }

    final class Hanging implements Counting {
        @Override
        public int after(int number) throws InterruptedException {
            new CountDownLatch(1).await();
            return number + 1;
        }
    }

    final class Exiting implements Counting {
        @Override
        public int after(int number) {
            System.exit(0);
            return number + 1;
        }
    }

    final class Halting implements Counting {
        @Override
        public int after(int number) {
            Runtime.getRuntime().halt(0);
            return number + 1;
        }
    }

    final class WithAThreadLeft implements Counting {
        @Override
        public int after(int number) {
            new Thread(WithAThreadLeft::linger).start();
            return number;
        }

        private static void linger() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    final class WithAProcessLeft implements Counting {
        @Override
        public int after(int number) throws IOException {
            new ProcessBuilder("sleep", "20").start();
            return number;
        }
    }

    final class WithAVirtualThreadThatSpins implements Counting {
        private volatile int turns;

        @Override
        public int after(int number) {
            Thread.startVirtualThread(() -> {
                while (true) {
                    turns++;
                }
            });
            return number;
        }
    }
}

package course.kit.sample;

import java.util.concurrent.CountDownLatch;

/** Echoes that go wrong before they are there. */
public final class Beginners {
    private Beginners() {}

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    abstract static class Plain implements Echo {
        @Override
        public String echo(String word) {
            return word;
        }
    }

    public static final class WithAConstructorThatHangs extends Plain {
        WithAConstructorThatHangs() {
            hang();
        }
    }

    public static final class WithAConstructorThatThrows extends Plain {
        WithAConstructorThatThrows() {
            throw new IllegalStateException("no beginning");
        }
    }

    public static final class WithAnInitializerThatHangs extends Plain {
        static {
            while (waiting()) {
                hang();
            }
        }

        private static boolean waiting() {
            return true;
        }
    }

    public static final class WithAnInitializerThatThrows extends Plain {
        private static final int NUMBER = Integer.parseInt("no number");

        int number() {
            return NUMBER;
        }
    }

    public static final class WithAHelperThatThrows extends Plain {
        @Override
        public String echo(String word) {
            return word + WithAnInitializerThatThrows.NUMBER;
        }
    }
}

package course.kit.failure;

import course.kit.failure.Verdicts.KitVerdict;
import course.kit.jvm.ExampleThreads;

import org.opentest4j.AssertionFailedError;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Makes something that can be told of whatever code under test has thrown. An exception is code,
 * too: its {@code getMessage} may throw, hang, or come to 50 MB, and its causes may never end. So
 * it is asked once, on a thread that may hang, and what it said stands in for it from then on.
 */
public final class Harmless {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int MOST = 100;
    private static final int MOST_CAUSES = 20;
    private static final int MOST_SUPPRESSED = 10;

    private static final Set<String> ASKED =
            Set.of("getMessage", "getLocalizedMessage", "toString", "getCause", "getStackTrace");

    /** How the JVM tells of a static initialiser that has failed before. */
    private static final Pattern FAILED_BEFORE =
            Pattern.compile("Exception ([\\w.$]+)(?:: (.*))? \\[in thread \".*\"]", Pattern.DOTALL);

    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ExampleThreads threads;
    private boolean hasHung;

    private Harmless(ExampleThreads threads) {
        this.threads = threads;
    }

    /** The exception itself where nothing speaks against it. */
    public static Throwable of(Throwable thrown, ExampleThreads threads) {
        if (thrown instanceof KitVerdict || isPlain(thrown)) {
            return thrown;
        }
        return new Harmless(threads).copy(thrown, MOST_CAUSES);
    }

    private static boolean isPlain(Throwable thrown) {
        var pending = new ArrayDeque<Throwable>(List.of(thrown));
        for (var asked = 0; !pending.isEmpty(); asked++) {
            var next = pending.remove();
            if (asked == MOST || next instanceof LinkageError || !answersAsThrowable(next)) {
                return false;
            }
            var message = next.getMessage();
            var suppressed = next.getSuppressed();
            if (FailureText.isTooLong(message) || suppressed.length > MOST_SUPPRESSED) {
                return false;
            }
            if (next.getCause() != null) {
                pending.add(next.getCause());
            }
            pending.addAll(List.of(suppressed));
        }
        return true;
    }

    /** Whether no code but the JDK's and the kit's is run when it is asked. */
    private static boolean answersAsThrowable(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); !isTrusted(type); type = type.getSuperclass()) {
            for (var method : type.getDeclaredMethods()) {
                if (ASKED.contains(method.getName())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isTrusted(Class<?> type) {
        var loader = type.getClassLoader();
        return loader == null
                || loader == ClassLoader.getPlatformClassLoader()
                || type == AssertionFailedError.class;
    }

    private Throwable copy(Throwable thrown, int causes) {
        seen.add(thrown);
        var asked = ask(thrown);
        var text = asked.text();
        var stack = asked.stack;
        var cause = asked.cause;
        if (thrown instanceof ExceptionInInitializerError && mayCopy(cause, causes)) {
            return copyOnce(cause, causes);
        }
        if (thrown instanceof NoClassDefFoundError
                && cause instanceof ExceptionInInitializerError) {
            var before = FAILED_BEFORE.matcher(String.valueOf(cause.getMessage()));
            if (before.matches()) {
                return failedBefore(before.group(1), before.group(2), cause.getStackTrace());
            }
        }
        var copy = standIn(thrown, text, FailureText.shortened(asked.message), stack);
        if (mayCopy(cause, causes)) {
            copy.initCause(copyOnce(cause, causes));
        }
        for (var one : Arrays.copyOf(thrown.getSuppressed(), MOST_SUPPRESSED)) {
            if (mayCopy(one, causes)) {
                copy.addSuppressed(copyOnce(one, causes));
            }
        }
        return copy;
    }

    private boolean mayCopy(Throwable thrown, int causes) {
        return thrown != null
                && causes > 0
                && !hasHung
                && seen.size() < MOST
                && !seen.contains(thrown);
    }

    private Throwable copyOnce(Throwable thrown, int causes) {
        return isPlain(thrown) ? thrown : copy(thrown, causes - 1);
    }

    private static Throwable failedBefore(String type, String message, StackTraceElement[] stack) {
        var text = message == null ? type : type + ": " + message;
        var like =
                type.equals(UnsupportedOperationException.class.getName())
                        ? new UnsupportedOperationException()
                        : new IllegalStateException();
        return standIn(like, FailureText.shortened(text), FailureText.shortened(message), stack);
    }

    private Asked ask(Throwable thrown) {
        var asked = new Asked(thrown);
        if (answersAsThrowable(thrown)) {
            asked.run();
            return asked;
        }
        var worker = threads.newWorker();
        worker.execute(asked);
        try {
            if (asked.done.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.end();
            } else {
                asked.hungIn = asked.asking;
                hasHung = true;
                worker.abandon();
            }
        } catch (InterruptedException e) {
            worker.abandon();
            Thread.currentThread().interrupt();
        }
        return asked;
    }

    /** What an exception said, as far as it came. */
    private static final class Asked implements Runnable {
        final CountDownLatch done = new CountDownLatch(1);
        private final Throwable thrown;
        private final String type;
        private volatile String asking = "";
        private volatile String problem;
        private volatile String text;
        volatile String hungIn;
        volatile StackTraceElement[] stack = new StackTraceElement[0];
        volatile String message;
        volatile Throwable cause;

        Asked(Throwable thrown) {
            this.thrown = thrown;
            this.type = thrown.getClass().getName();
        }

        @Override
        public void run() {
            var frames = answer("getStackTrace", thrown::getStackTrace);
            if (frames != null && Arrays.stream(frames).noneMatch(frame -> frame == null)) {
                stack = frames;
            }
            message = answer("getMessage", thrown::getMessage);
            text = answer("toString", thrown::toString);
            cause = answer("getCause", thrown::getCause);
            done.countDown();
        }

        private <T> T answer(String method, Callable<T> call) {
            asking = method;
            try {
                return call.call();
            } catch (Throwable e) {
                problem = "whose %s() throws %s".formatted(method, e.getClass().getName());
                return null;
            }
        }

        /** Such as {@code java.io.IOException: no}. */
        String text() {
            if (hungIn != null) {
                return "%s, whose %s() does not end".formatted(type, hungIn);
            }
            var said = text;
            if (said == null) {
                said = message == null ? type : type + ": " + message;
            }
            return FailureText.shortened(said) + (problem == null ? "" : ", " + problem);
        }
    }

    private static Throwable standIn(
            Throwable like, String text, String message, StackTraceElement[] stack) {
        var copy =
                switch (like) {
                    case AssertionError ignored -> new SaidError(text, message);
                    case UnsupportedOperationException ignored -> new SaidNotYet(text, message);
                    default -> new Said(text, message);
                };
        copy.setStackTrace(stack);
        return copy;
    }

    private static final class Said extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String text;

        Said(String text, String message) {
            super(message);
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class SaidNotYet extends UnsupportedOperationException {
        private static final long serialVersionUID = 1;
        private final String text;

        SaidNotYet(String text, String message) {
            super(message);
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** An assertion is told by its message alone. */
    private static final class SaidError extends AssertionError {
        private static final long serialVersionUID = 1;
        private final String text;

        SaidError(String text, String message) {
            super(message == null ? text : message);
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

package course.select;

import course.kit.Background;
import course.select.system.KernelTimeout;
import course.select.system.Signals;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** A call that waits in the kernel, on a thread of its own. */
public final class Waiter<T> {
    private static final String THREAD = "the call";
    private static final int SIGNALS = 20;
    private static final int MANY_SIGNALS = 100;
    private static final Duration SLACK = Duration.ofMillis(2);
    private static final int LOOKS = 200;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final int LOOKS_AT_ITS_REST = 20;

    private final String call;
    private final Background background;
    private final Signals signals = new Signals();
    private final Background.Task task;
    private volatile T answer;
    private volatile long nanos;
    private volatile boolean anywhere;

    /**
     * @param call how messages name it, such as {@code poll(null)}
     */
    public Waiter(String call, Background background, Callable<T> body) {
        this.call = call;
        this.background = background;
        this.task =
                background.start(
                        THREAD,
                        () ->
                                signals.receiveDuring(() -> {
                                    var start = System.nanoTime();
                                    answer = body.call();
                                    nanos = System.nanoTime() - start;
                                }));
    }

    /** Lets it wait where it likes, and not in a system call alone. */
    public Waiter<T> mayWaitAnywhere() {
        anywhere = true;
        return this;
    }

    /** Fails if the call comes back instead. */
    public Waiter<T> awaitTheKernel() {
        return awaitTheKernel("nothing has happened");
    }

    private Waiter<T> awaitTheKernel(String circumstances) {
        background.await(
                call + (anywhere ? " waits" : " waits in a system call"),
                () -> task.hasEnded() || isInTheKernel() || anywhere && isAtRest());
        if (task.hasEnded()) {
            task.awaitEnd(); // fails if the call has thrown
            throw new AssertionError(
                    "%s has returned %s, but %s: it must wait"
                            .formatted(call, answer, circumstances));
        }
        return this;
    }

    /** Whether it waits there just now. */
    public boolean isInTheKernel() {
        return Signals.isInSystemCall(task.thread());
    }

    /** Whether its thread waits whenever it is looked at, for a while. */
    private boolean isAtRest() {
        for (var look = 0; look < LOOKS_AT_ITS_REST; look++) {
            if (!task.isWaiting()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return task.isWaiting();
    }

    /** The name of the thread on which it waits. */
    public String threadName() {
        return task.thread().getName();
    }

    public void interrupt() {
        task.thread().interrupt();
    }

    /** Sends some signals, and fails if the call comes back because of one. */
    public void withstandSignals() {
        for (var i = 0; i < SIGNALS; i++) {
            signals.send();
            awaitTheKernel("only a signal has come");
        }
    }

    /** Sends some signals, after which the call may have come back. */
    public void receivesSignals() {
        for (var i = 0; i < SIGNALS && !task.hasEnded(); i++) {
            signals.send();
            background.await(
                    call + " comes back or waits on, after a signal",
                    () -> task.hasEnded() || isInTheKernel());
        }
    }

    /** Sends signals in a quick succession, as long as the call has not come back. */
    public void receivesSignals(int count) {
        background.await(call + " begins", () -> task.hasEnded() || signals.areReceived());
        for (var i = 0; i < count && !task.hasEnded(); i++) {
            signals.send();
        }
    }

    /** Sends signals until the call comes back. */
    public T answerAmongSignals() {
        background.await(
                call + " comes back in its time, although signals interrupt it again and again",
                () -> {
                    signals.send();
                    return task.hasEnded();
                });
        return answerAfter("signals");
    }

    /**
     * Sends signals, and fails if the call asks the kernel for more after one than was left of its
     * time; it may ask for less, and ask again. Where the kernel cannot be asked, nothing is
     * checked.
     *
     * @param timeout the call's
     */
    public void asksForTheTimeThatIsLeft(Duration timeout) {
        awaitTheKernel();
        var end = System.nanoTime() + timeout.toNanos(); // or before: the call has begun
        for (var i = 1; i <= MANY_SIGNALS; i++) {
            var left = end - System.nanoTime();
            signals.send();
            awaitTheKernel("only a signal has come");
            var asked = askedForAtMost(left);
            if (isMore(asked, left)) {
                throw new AssertionError(
                        "%s waits anew for %s after signal number %s, but only %s of its time were left"
                                .formatted(
                                        call,
                                        Duration.ofNanos(asked.getAsLong()),
                                        i,
                                        Duration.ofNanos(left)));
            }
        }
    }

    /** Looks again if it is more: the signal may not have got through to the thread yet. */
    private OptionalLong askedForAtMost(long nanos) {
        var asked = KernelTimeout.of(task.thread());
        for (var look = 1; look < LOOKS && isMore(asked, nanos); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            asked = KernelTimeout.of(task.thread());
        }
        return asked;
    }

    private static boolean isMore(OptionalLong asked, long nanos) {
        return asked.isPresent() && asked.getAsLong() - SLACK.toNanos() > nanos;
    }

    /** Fails if the call came back too early. */
    public void hasTakenAtLeast(Duration timeout) {
        if (nanos < timeout.toNanos()) {
            throw new AssertionError(
                    "%s came back after %s, among signals: it must wait for the time that is left"
                            .formatted(call, Duration.ofNanos(nanos)));
        }
    }

    /** What the call returns, when it does. */
    public T answerAfter(String cause) {
        background.await(call + " comes back after " + cause, task::hasEnded);
        return answer;
    }
}

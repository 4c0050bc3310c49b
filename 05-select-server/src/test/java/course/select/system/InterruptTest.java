package course.select.system;

import static course.select.system.BlockingCall.FOREVER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An interrupt that is lost leaves its call blocked, so its example never gets another turn. */
@ParameterizedClass(name = "{0} on a {1} thread")
@MethodSource("callsAndThreads")
@Timeout(120)
class InterruptTest {

    private static final int ROUNDS = 300;
    private static final int FEW_ROUNDS = 30;

    private final BlockingCall call;
    private final Thread.Builder threads;
    private final Semaphore turn = new Semaphore(0);
    private Pipe pipe;
    private int fd;
    private FutureTask<Void> task;
    private Thread thread;

    InterruptTest(BlockingCall call, String kind) {
        this.call = call;
        this.threads =
                kind.equals("virtual")
                        ? Thread.ofVirtual()
                        : Thread.ofPlatform().daemon().name("the caller");
    }

    static Stream<Arguments> callsAndThreads() {
        return Stream.of("platform", "virtual")
                .flatMap(kind ->
                        Stream.of(BlockingCall.values()).map(call -> Arguments.of(call, kind)));
    }

    @BeforeEach
    void openPipe() throws Exception {
        var missing = SystemCalls.missing(call.toString());
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        pipe = Pipe.open();
        fd = Descriptors.of(pipe.source());
    }

    @AfterEach
    void closePipe() throws Exception {
        if (pipe != null) {
            pipe.sink().close(); // which also ends a call that is still there
            pipe.source().close();
        }
    }

    @Test
    void beforeTheCallItEndsTheCall() throws Exception {
        start(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                Thread.currentThread().interrupt();
                callFailsWithEintr();
                assertThat(Thread.interrupted()).isTrue();
            }
            return null;
        });

        task.get();
    }

    @Test
    void atAnyMomentItEndsTheCall() throws Exception {
        start(() -> callUntilInterruptedInEachOf(ROUNDS));

        for (int round = 0; round < ROUNDS; round++) {
            awaitTurn();
            spin(100 * round);
            thread.interrupt();
        }

        task.get();
    }

    @Test
    void whileTheThreadSleepsInTheKernelItEndsTheCall() throws Exception {
        start(() -> callUntilInterruptedInEachOf(FEW_ROUNDS));

        for (int round = 0; round < FEW_ROUNDS; round++) {
            awaitTurn();
            while (!isInCall()) {
                Thread.onSpinWait();
            }
            thread.interrupt();
        }

        task.get();
    }

    @Test
    void justAfterTheCallItIsThereForTheNextOne() throws Exception {
        var silent = Pipe.open();
        int silentFd = Descriptors.of(silent.source());
        start(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                turn.release();
                callFindsDataOrFailsWithEintr();
                callFailsWithEintr(silentFd);
                assertThat(Thread.interrupted()).isTrue();
                pipe.source().read(ByteBuffer.allocate(1));
            }
            return null;
        });

        for (int round = 0; round < ROUNDS; round++) {
            awaitTurn();
            pipe.sink().write(ByteBuffer.allocate(1));
            spin(10 * round);
            thread.interrupt();
        }

        task.get();
        silent.sink().close();
        silent.source().close();
    }

    /** Its thread ends at once, so a signal that came too late would go to what is no thread. */
    @Test
    void asTheThreadEndsItDoesNoHarm() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            start(() -> {
                turn.release();
                callFindsDataOrFailsWithEintr();
                return null;
            });
            awaitTurn();
            var other = Thread.ofPlatform().start(thread::interrupt);
            pipe.sink().write(ByteBuffer.allocate(1));
            thread.interrupt();
            task.get();
            other.join();
            pipe.source().read(ByteBuffer.allocate(1));
        }
    }

    @Test
    void fromAVirtualThreadItEndsTheCall() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "each needs a carrier");
        start(() -> callUntilInterruptedInEachOf(ROUNDS));

        for (int round = 0; round < ROUNDS; round++) {
            awaitTurn();
            Thread.startVirtualThread(thread::interrupt).join();
        }

        task.get();
    }

    @Test
    void fromManyThreadsAtOnceItEndsTheCall() throws Exception {
        var enough = new AtomicBoolean();
        start(() -> {
            while (!enough.get()) {
                callFailsWithEintr();
                Thread.interrupted();
            }
            return null;
        });

        var interrupters =
                IntStream.range(0, 4)
                        .mapToObj(i ->
                                Thread.ofPlatform()
                                        .start(() -> {
                                            for (int n = 0; n < ROUNDS; n++) {
                                                thread.interrupt();
                                            }
                                        }))
                        .toList();
        for (var interrupter : interrupters) {
            interrupter.join();
        }
        enough.set(true);
        thread.interrupt();

        task.get();
    }

    @Test
    void togetherWithDataItIsNotForgotten() throws Exception {
        var interrupted = new Semaphore(0);
        start(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                turn.release();
                callFindsDataOrFailsWithEintr();
                interrupted.acquireUninterruptibly();
                assertThat(Thread.interrupted()).isTrue();
                pipe.source().read(ByteBuffer.allocate(1));
            }
            return null;
        });

        for (int round = 0; round < ROUNDS; round++) {
            awaitTurn();
            pipe.sink().write(ByteBuffer.allocate(1));
            spin(round);
            thread.interrupt();
            interrupted.release();
        }

        task.get();
    }

    @Test
    void aCallThatCannotBlockTakesNoNoticeOfIt() throws Exception {
        pipe.sink().write(ByteBuffer.allocate(1));
        start(() -> {
            Thread.currentThread().interrupt();
            assertThat(call.readable(fd, 0)).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
            return null;
        });

        task.get();
    }

    private Void callUntilInterruptedInEachOf(int rounds) {
        for (int round = 0; round < rounds; round++) {
            Thread.yield(); // a virtual thread may change its carrier here
            turn.release();
            do {
                callFailsWithEintr();
            } while (!Thread.interrupted());
        }
        return null;
    }

    private void callFailsWithEintr() {
        callFailsWithEintr(fd);
    }

    private void callFailsWithEintr(int silent) {
        try {
            int ready = call.readable(silent, FOREVER);
            throw new AssertionError(call + " returned " + ready);
        } catch (SystemCallException e) {
            assertThat(e).hasMessage(call + ": EINTR (Interrupted system call)");
        }
    }

    private void callFindsDataOrFailsWithEintr() {
        try {
            assertThat(call.readable(fd, FOREVER)).isEqualTo(1);
        } catch (SystemCallException e) {
            assertThat(e).hasMessage(call + ": EINTR (Interrupted system call)");
        }
    }

    /** Of a virtual thread the kernel does not tell whether it sleeps. */
    private boolean isInCall() {
        return thread.isVirtual()
                ? Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(SystemCalls.class.getName()))
                : Signals.isInSystemCall(thread);
    }

    private void start(Callable<Void> body) {
        task = new FutureTask<>(body);
        thread = threads.start(task);
    }

    private void awaitTurn() throws Exception {
        if (!turn.tryAcquire(30, TimeUnit.SECONDS)) {
            task.get(0, TimeUnit.SECONDS);
            throw new AssertionError("the caller has ended too early");
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}

package course.select.system;

import static course.select.system.BlockingCall.FOREVER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.channels.Pipe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

class SignalTest {

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void aSignalEndsACallWithoutAnInterrupt(BlockingCall call) throws Exception {
        var missing = SystemCalls.missing(call.toString());
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        var pipe = Pipe.open();
        var caller = new CompletableFuture<Long>();
        var failure = new CompletableFuture<SystemCallException>();
        var signalled = new CountDownLatch(1);
        var interrupted =
                new FutureTask<>(() -> {
                    caller.complete(ThreadSignal.currentThread());
                    try {
                        call.readable(Descriptors.of(pipe.source()), FOREVER);
                    } catch (SystemCallException e) {
                        failure.complete(e);
                    }
                    signalled.await();
                    return Thread.interrupted();
                });
        Thread.ofPlatform().daemon().start(interrupted);

        long target = caller.get();
        while (!failure.isDone()) {
            ThreadSignal.send(target);
            LockSupport.parkNanos(100_000);
        }
        signalled.countDown();

        assertThat(failure.get()).hasMessage(call + ": EINTR (Interrupted system call)");
        assertThat(interrupted.get()).isFalse();
        pipe.sink().close();
        pipe.source().close();
    }
}

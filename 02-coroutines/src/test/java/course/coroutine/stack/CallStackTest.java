package course.coroutine.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import course.kit.HeldMonitors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** What the guard around the JDK's continuation adds. */
class CallStackTest {
    private static final AtomicReference<CallStack> INITIALISED_ON = new AtomicReference<>();

    private final List<String> diary = new ArrayList<>();

    @AfterEach
    void allowLocks() {
        CallStack.refuseLocks(false);
    }

    @Test
    void theBodyRunsPartByPart() {
        var stack =
                new CallStack(self -> {
                    diary.add("one");
                    self.yield();
                    diary.add("two");
                });
        assertThat(stack.isStarted()).isFalse();

        stack.run();
        diary.add("between");
        assertThat(stack.isStarted()).isTrue();
        assertThat(stack.isRunning()).isFalse();
        assertThat(stack.isDone()).isFalse();
        stack.run();

        assertThat(diary).containsExactly("one", "between", "two");
        assertThat(stack.isDone()).isTrue();
    }

    @Test
    void itIsCurrentOnlyWhileNoOtherIsOnTopOfIt() {
        var outer =
                new CallStack(self -> {
                    diary.add("outer " + self.isCurrent() + " " + self.isRunning());
                    new CallStack(inner ->
                            diary.add(
                                    "outer %s %s, inner %s %s"
                                            .formatted(
                                                    self.isCurrent(),
                                                    self.isRunning(),
                                                    inner.isCurrent(),
                                                    inner.isRunning())))
                            .run();
                });
        outer.run();

        assertThat(diary).containsExactly("outer true true", "outer false true, inner true true");
        assertThat(outer.isCurrent()).isFalse();
    }

    @Test
    void whatTheBodyThrowsLeavesRunAndIsTheEnd() {
        var failure = new AssertionError("thrown by the body");
        var stack =
                new CallStack(self -> {
                    throw failure;
                });

        assertThatThrownBy(stack::run).isSameAs(failure);
        assertThat(stack.isDone()).isTrue();
        assertThatThrownBy(stack::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it has come to its end");
    }

    @Test
    void runningARunningOneIsRefusedAndBothGoOn() {
        var outer =
                new CallStack(self -> {
                    refusal(self::run);
                    new CallStack(inner -> refusal(self::run)).run();
                    self.yield();
                    diary.add("went on");
                });
        outer.run();
        outer.run();

        assertThat(diary).containsExactly("already running", "already running", "went on");
    }

    @Test
    void anotherThreadIsRefusedAndTheOwnerGoesOn() throws InterruptedException {
        var stack =
                new CallStack(self -> {
                    self.yield();
                    diary.add("went on");
                });
        stack.run();

        var other = Thread.ofPlatform().name("other").start(() -> refusal(stack::run));
        other.join();
        stack.run();

        assertThat(diary)
                .containsExactly(
                        "belongs to the thread \"%s\", and cannot run on \"other\""
                                .formatted(Thread.currentThread().getName()),
                        "went on");
    }

    @Test
    void yieldingWhatDoesNotRunIsRefused() {
        var stack = new CallStack(CallStack::yield);
        refusal(stack::yield);
        stack.run();
        refusal(stack::yield);
        stack.run();
        refusal(stack::yield);

        assertThat(diary)
                .hasSize(3)
                .containsOnly("cannot yield: this is not called by the body while it runs");
    }

    @Test
    void yieldingPastAnotherIsRefusedAndBothGoOn() {
        var outer =
                new CallStack(self -> {
                    var inner =
                            new CallStack(top -> {
                                refusal(self::yield);
                                top.yield();
                                diary.add("inner");
                            });
                    inner.run();
                    self.yield();
                    inner.run();
                    diary.add("outer");
                });
        outer.run();
        outer.run();

        assertThat(diary)
                .containsExactly(
                        "cannot yield: another stack is running on top of this one",
                        "inner",
                        "outer");
    }

    @Test
    void yieldingInAStaticInitialiserIsRefusedAndBothSidesGoOn() {
        var stack =
                new CallStack(self -> {
                    INITIALISED_ON.set(self);
                    diary.add(Initialised.refused);
                    self.yield();
                    diary.add("went on");
                });
        stack.run();
        stack.run();

        assertThat(diary.getFirst()).startsWith("cannot yield: there is a native frame");
        assertThat(diary.getLast()).isEqualTo("went on");
    }

    private static final class Initialised {
        static String refused;

        static {
            try {
                INITIALISED_ON.get().yield();
                refused = "it has yielded";
            } catch (IllegalStateException e) {
                refused = e.getMessage();
            }
        }
    }

    @Test
    void thousandsOfFramesArePutAside() {
        var stack = new CallStack(self -> diary.add("sum " + sum(3_000, self)));

        stack.run();
        stack.run();

        assertThat(diary).containsExactly("sum 4501500");
    }

    private static int sum(int n, CallStack stack) {
        if (n == 0) {
            stack.yield();
            return 0;
        }
        return n + sum(n - 1, stack);
    }

    @Test
    void stacksOnStacksWithoutEndAreAnOrdinaryStackOverflow() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(CallStackTest::nest).isInstanceOf(StackOverflowError.class);
        }
    }

    private static void nest() {
        new CallStack(self -> nest()).run();
    }

    @Test
    void locksAreNotLookedAtUnlessTheyAreToBeRefused() {
        var lock = new ReentrantLock();
        var stack =
                new CallStack(self -> {
                    lock.lock();
                    self.yield();
                    lock.unlock();
                });
        stack.run();
        assertThat(lock.isHeldByCurrentThread()).as("held by the one who has run it").isTrue();
        stack.run();

        assertThat(stack.isDone()).isTrue();
    }

    @Test
    void aYieldInsideSynchronizedIsRefused() {
        CallStack.refuseLocks(true);
        var stack =
                new CallStack(self -> {
                    synchronized (diary) {
                        refusal(self::yield);
                    }
                    self.yield();
                    diary.add("went on");
                });
        stack.run();
        stack.run();

        assertThat(diary.getFirst())
                .startsWith("cannot yield with locks held: java.util.ArrayList@")
                .contains("(CallStackTest.java:");
        assertThat(diary.getLast()).isEqualTo("went on");
    }

    @Test
    void aYieldWithAReentrantLockIsRefused() {
        CallStack.refuseLocks(true);
        var lock = new ReentrantLock();
        var stack =
                new CallStack(self -> {
                    lock.lock();
                    refusal(self::yield);
                    lock.unlock();
                    self.yield();
                    diary.add("went on");
                });
        stack.run();
        stack.run();

        assertThat(diary.getFirst())
                .startsWith("cannot yield with locks held: java.util.concurrent.locks.Reentrant");
        assertThat(diary.getLast()).isEqualTo("went on");
    }

    @Test
    void locksOfTheCallerDoNotMatter() {
        CallStack.refuseLocks(true);
        var lock = new ReentrantLock();
        var stack =
                new CallStack(self -> {
                    self.yield();
                    diary.add("went on");
                });
        lock.lock();
        synchronized (diary) {
            stack.run();
            stack.run();
        }
        lock.unlock();

        assertThat(diary).containsExactly("went on");
    }

    @Test
    void theCallerKeepsItsMonitors() throws Exception {
        var stack =
                new CallStack(self -> {
                    while (true) {
                        self.yield();
                    }
                });

        HeldMonitors.expectKeptBy("run()", stack::run);
        HeldMonitors.expectKeptBy(
                "run() to the first yield", () -> new CallStack(CallStack::yield).run());
        HeldMonitors.expectKeptBy("run() to the end", () -> new CallStack(self -> {}).run());
        HeldMonitors.expectKeptBy(
                "run() of one that throws",
                () ->
                        assertThatThrownBy(new CallStack(self -> fail("thrown by the body"))::run)
                                .isInstanceOf(AssertionError.class));
    }

    @Test
    void theCallerKeepsItsMonitorsOnAVirtualThread() throws Exception {
        var failure = new AtomicReference<Throwable>();
        var stack =
                new CallStack(self -> {
                    while (true) {
                        self.yield();
                        Thread.yield(); // puts the virtual thread away, with both its stacks
                    }
                });

        Thread.startVirtualThread(
                        () -> {
                            try {
                                HeldMonitors.expectKeptBy("run() on a virtual thread", stack::run);
                            } catch (Throwable thrown) {
                                failure.set(thrown);
                            }
                        })
                .join();

        assertThat(failure.get()).isNull();
    }

    @Test
    void aBodyThatRunsAnotherStackKeepsItsMonitors() {
        var inner =
                new CallStack(self -> {
                    while (true) {
                        self.yield();
                    }
                });
        var outer =
                new CallStack(self -> {
                    self.yield();
                    try {
                        HeldMonitors.expectKeptBy("run() on another stack", inner::run);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    self.yield();
                    diary.add("went on");
                });
        outer.run();
        outer.run();
        outer.run();

        assertThat(diary).containsExactly("went on");
    }

    @Test
    void aBodyThatYieldsWithMonitorsLeavesTheCallersAlone() throws Exception {
        var held = new Object[] {new Object(), new Object(), new Object()};
        var stack =
                new CallStack(self -> {
                    while (true) {
                        synchronized (held[0]) {
                            synchronized (held[1]) {
                                synchronized (held[2]) {
                                    self.yield();
                                }
                            }
                        }
                    }
                });

        HeldMonitors.expectKeptBy("run() of one that yields with monitors", 1_000, stack::run);
    }

    @Test
    void withoutTheFlagTheErrorSaysWhichOneAndWhere() throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                WithoutFlag.class.getName())
                        .redirectErrorStream(true)
                        .start();
        var printed = new String(process.getInputStream().readAllBytes());

        assertThat(printed.lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line)
                                .startsWith(
                                        "the JVM must be run with --add-exports"
                                                + " java.base/jdk.internal.vm=ALL-UNNAMED: on the"
                                                + " command line"));
    }

    static final class WithoutFlag {
        public static void main(String[] arguments) {
            for (int attempt = 0; attempt < 2; attempt++) {
                try {
                    new CallStack(CallStack::yield);
                } catch (IllegalStateException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    private void refusal(Runnable call) {
        try {
            call.run();
            diary.add("went through");
        } catch (IllegalStateException e) {
            diary.add(e.getMessage());
        }
    }
}

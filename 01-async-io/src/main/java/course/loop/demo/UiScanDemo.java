package course.loop.demo;

import course.loop.EventLoop;
import course.loop.reference.ReferenceEventLoop;
import course.loop.time.SystemClock;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that scans the devices, against a queue that they put their events into: the three
 * drawbacks of scanning that the tutorial names, in figures from this run.
 */
public final class UiScanDemo {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int KEYS = 10;
    private static final long ASKING_A_DEVICE = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int PRESSES = 10;

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0) {
            System.err.println("usage: UiScanDemo (no arguments)");
            System.exit(2);
        }
        System.out.println("                                              scanning   event queue");
        System.out.printf(
                "1. CPU used in a second without events    %9s ms  %9s ms%n",
                cpuOfIdleScan(), cpuOfIdleLoop());
        System.out.printf(
                "2. keys seen while the mouse is silent    %6s of %s  %6s of %s%n",
                keysSeenByScan(), KEYS, keysSeenByLoop(), KEYS);
        for (int devices : new int[] {1, 10, 100}) {
            System.out.printf(
                    Locale.ROOT,
                    "3. delay of an event, %3s devices         %9.2f ms  %9.2f ms%n",
                    devices,
                    delayByScan(devices),
                    delayByLoop());
        }
    }

    private static EventLoop newLoop() {
        return new ReferenceEventLoop(new SystemClock(), Throwable::printStackTrace);
    }

    private static Thread start(EventLoop loop) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        loop.run();
                    } catch (InterruptedException end) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static long cpuOfIdleScan() throws InterruptedException {
        var mouse = new LinkedBlockingQueue<Long>();
        var scanner =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                mouse.poll();
                            }
                        });
        return cpuInASecond(scanner);
    }

    private static long cpuOfIdleLoop() throws InterruptedException {
        return cpuInASecond(start(newLoop()));
    }

    private static long cpuInASecond(Thread thread) throws InterruptedException {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getThreadCpuTime(thread.threadId());
        Thread.sleep(IDLE);
        long used = threads.getThreadCpuTime(thread.threadId()) - before;
        end(thread);
        return Duration.ofNanos(used).toMillis();
    }

    private static void end(Thread thread) throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    /** To ask the mouse waits for a click: the keyboard is never asked. */
    private static int keysSeenByScan() throws InterruptedException {
        BlockingQueue<Integer> mouse = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> keyboard = new LinkedBlockingQueue<>();
        var seen = new AtomicInteger();
        var scanner =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                while (true) {
                                    mouse.take();
                                    if (keyboard.poll() != null) {
                                        seen.incrementAndGet();
                                    }
                                }
                            } catch (InterruptedException end) {
                                Thread.currentThread().interrupt();
                            }
                        });
        for (int key = 0; key < KEYS; key++) {
            keyboard.add(key);
            Thread.sleep(10);
        }
        end(scanner);
        return seen.get();
    }

    private static int keysSeenByLoop() throws InterruptedException {
        var loop = newLoop();
        var seen = new AtomicInteger();
        var thread = start(loop);
        for (int key = 0; key < KEYS; key++) {
            loop.post(seen::incrementAndGet);
            Thread.sleep(10);
        }
        loop.stop();
        thread.join();
        return seen.get();
    }

    /** Asks all devices in turn; only one of them ever has something to tell. */
    private static double delayByScan(int devices) throws InterruptedException {
        var device = new LinkedBlockingQueue<Long>();
        var delay = new AtomicLong();
        var scanner =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                var pressed = device.poll();
                                if (pressed != null) {
                                    delay.addAndGet(System.nanoTime() - pressed);
                                }
                                for (int i = 0; i < devices; i++) {
                                    LockSupport.parkNanos(ASKING_A_DEVICE);
                                }
                            }
                        });
        for (int i = 0; i < PRESSES; i++) {
            device.add(System.nanoTime());
            Thread.sleep(2 * devices + 20);
        }
        end(scanner);
        return delay.get() / 1e6 / PRESSES;
    }

    private static double delayByLoop() throws InterruptedException {
        var loop = newLoop();
        var delay = new AtomicLong();
        var thread = start(loop);
        for (int i = 0; i < PRESSES; i++) {
            var pressed = System.nanoTime();
            loop.post(() -> delay.addAndGet(System.nanoTime() - pressed));
            Thread.sleep(20);
        }
        loop.stop();
        thread.join();
        return delay.get() / 1e6 / PRESSES;
    }
}

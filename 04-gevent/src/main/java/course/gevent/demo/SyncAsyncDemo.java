package course.gevent.demo;

import course.gevent.GreenThread;
import course.gevent.Hub;
import course.gevent.reference.ReferenceHub;
import course.gevent.system.SelectorClock;
import course.greenlet.reference.ReferenceGreenlets;
import course.loop.timeline.Recorder;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;

/** The tutorial's task(pid): one after the other, and all at the same time; who waits when. */
public final class SyncAsyncDemo {
    private static final Duration COLUMN = Duration.ofMillis(100);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final SelectorClock clock;
    private final Hub hub;
    private Recorder recorder;

    private SyncAsyncDemo(SelectorClock clock) {
        this.clock = clock;
        hub = new ReferenceHub(new ReferenceGreenlets(), clock, Throwable::printStackTrace);
    }

    public static void main(String[] arguments) throws InterruptedException, IOException {
        if (arguments.length > 0) {
            System.err.println("usage: SyncAsyncDemo");
            System.exit(2);
        }
        try (var clock = new SelectorClock()) {
            var demo = new SyncAsyncDemo(clock);
            demo.show("Synchronous:", demo::synchronous);
            demo.show("Asynchronous:", demo::asynchronous);
        }
    }

    private void task(int pid) throws InterruptedException {
        var lane = "task " + pid;
        recorder.waits(lane);
        hub.sleep(Duration.ofMillis(500)); // some task that takes its time
        recorder.rests(lane);
        out.printf("Task %s done%n", pid);
    }

    private void synchronous() throws InterruptedException {
        for (var pid = 1; pid < 10; pid++) {
            task(pid);
        }
    }

    private void asynchronous() throws InterruptedException {
        var threads = new ArrayList<GreenThread>();
        for (var pid = 0; pid < 10; pid++) {
            var number = pid;
            threads.add(hub.spawn(() -> task(number)));
        }
        hub.joinAll(threads);
    }

    private interface Part {
        void run() throws InterruptedException;
    }

    private void show(String title, Part part) throws InterruptedException {
        recorder = new Recorder(clock);
        out.println(title);
        part.run();
        out.println(recorder.timeline().toText(COLUMN));
    }
}

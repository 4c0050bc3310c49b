package course.gevent.demo;

import static java.time.Duration.ofSeconds;

import course.gevent.Hub;
import course.gevent.reference.ReferenceHub;
import course.gevent.system.SelectorClock;
import course.greenlet.reference.ReferenceGreenlets;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The tutorial's func1 and func2: two functions that sleep, and one thread. */
public final class GeventDemo {
    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
    private static final int RED = 31;
    private static final int GREEN = 32;

    private final Hub hub;

    private GeventDemo(Hub hub) {
        this.hub = hub;
    }

    public static void main(String[] arguments) throws InterruptedException, IOException {
        if (arguments.length > 0) {
            System.err.println("usage: GeventDemo");
            System.exit(2);
        }
        try (var clock = new SelectorClock()) {
            var hub = new ReferenceHub(new ReferenceGreenlets(), clock, Throwable::printStackTrace);
            var demo = new GeventDemo(hub);
            hub.joinAll(hub.spawn(demo::func1), hub.spawn(demo::func2));
        }
    }

    private void func1() throws InterruptedException {
        print(RED, " running in f1..." + now());
        hub.sleep(ofSeconds(2)); // switches to whoever has something to do
        print(RED, "running and sinning in f1 " + now());
    }

    private void func2() throws InterruptedException {
        print(GREEN, " jumping in f2....." + now());
        hub.sleep(ofSeconds(1));
        print(GREEN, " flying in sky in f2......." + now());
    }

    private static String now() {
        return CTIME.format(LocalDateTime.now());
    }

    private static void print(int colour, String text) {
        System.out.printf("\033[%s;1m%s\033[0m%n", colour, text);
    }
}

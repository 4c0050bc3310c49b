package course.gevent.demo;

import course.gevent.GreenThread;
import course.gevent.reference.ReferenceHub;
import course.gevent.reference.ReferenceMonkeyPatch;
import course.gevent.system.SelectorClock;
import course.greenlet.reference.ReferenceGreenlets;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** The tutorial's three URLs, read by blocking code, all at once, on one thread. */
public final class UrlOpenDemo {
    private static final String[] TUTORIALS = {
        "https://www.python.org/", "https://www.yahoo.com/", "https://github.com/"
    };

    public static void main(String[] arguments) throws InterruptedException, IOException {
        var urls = new ArrayList<URL>();
        try {
            for (var argument : arguments.length == 0 ? TUTORIALS : arguments) {
                urls.add(url(argument));
            }
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("usage: UrlOpenDemo [http(s)://host/ ...]");
            System.exit(2);
        }
        System.exit(readAll(urls) ? 0 : 1);
    }

    private static URL url(String argument) throws IOException {
        var uri = URI.create(argument);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException(argument);
        }
        return uri.toURL();
    }

    private static boolean readAll(List<URL> urls) throws InterruptedException, IOException {
        try (var clock = new SelectorClock()) {
            var hub = new ReferenceHub(new ReferenceGreenlets(), clock, failure -> {});
            var patch = new ReferenceMonkeyPatch(System.err::println);
            patch.patch();
            patch.adopt(hub, clock);
            var readers = new ArrayList<GreenThread>();
            for (var url : urls) {
                readers.add(hub.spawn(url.toString(), () -> read(url)));
            }
            hub.joinAll(readers);
            var failed = readers.stream().filter(reader -> reader.exception() != null).toList();
            failed.forEach(reader -> System.err.println(reader + ": " + reader.exception()));
            return failed.isEmpty();
        }
    }

    /** Knows nothing of hubs. */
    private static void read(URL url) throws IOException {
        System.out.println("GET: " + url);
        try (var page = url.openStream()) {
            var data = page.readAllBytes();
            System.out.printf("%s bytes received from %s.%n", data.length, url);
        }
    }
}

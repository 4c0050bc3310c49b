package course.kit;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What belongs to the whole JVM and any code may change: it is there again for the next example.
 * (The standard streams are {@link LimitedOutput}'s.)
 */
record GlobalState(
        Locale locale,
        Locale display,
        Locale format,
        TimeZone zone,
        UncaughtExceptionHandler handler) {

    private static GlobalState ofAllExamples;

    /** Before any of the answer's code runs. */
    static synchronized void remember() {
        if (ofAllExamples == null) {
            Thread.setDefaultUncaughtExceptionHandler(GlobalState::report);
            ofAllExamples = current();
        }
    }

    private static GlobalState current() {
        return new GlobalState(
                Locale.getDefault(),
                Locale.getDefault(Locale.Category.DISPLAY),
                Locale.getDefault(Locale.Category.FORMAT),
                TimeZone.getDefault(),
                Thread.getDefaultUncaughtExceptionHandler());
    }

    /** After each example. */
    static synchronized void restore() {
        var before = ofAllExamples;
        Locale.setDefault(before.locale);
        Locale.setDefault(Locale.Category.DISPLAY, before.display);
        Locale.setDefault(Locale.Category.FORMAT, before.format);
        TimeZone.setDefault(before.zone);
        Thread.setDefaultUncaughtExceptionHandler(before.handler);
    }

    /** Virtual threads are in no example's group, so what they throw arrives here. */
    private static void report(Thread thread, Throwable thrown) {
        var example = Example.running();
        if (example.isPresent()) {
            example.get().report(nameOf(thread), thrown);
        } else {
            System.err.println("Exception in thread \"" + thread.getName() + "\"");
            thrown.printStackTrace();
        }
    }

    private static String nameOf(Thread thread) {
        return thread.getName().isEmpty() ? "a virtual thread" : thread.getName();
    }
}

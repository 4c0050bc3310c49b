package course.kit.jvm;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What belongs to the whole JVM and any code may change: it is there again for the next example.
 * (The standard streams are {@link LimitedOutput}'s.)
 */
public record GlobalState(
        Locale locale,
        Locale display,
        Locale format,
        TimeZone zone,
        UncaughtExceptionHandler handler) {

    private static GlobalState ofAllExamples;

    /**
     * Before any of the answer's code runs.
     *
     * @param onUncaught hears, from now on, what is thrown on a thread that nobody else hears
     */
    public static synchronized void remember(UncaughtExceptionHandler onUncaught) {
        if (ofAllExamples == null) {
            Thread.setDefaultUncaughtExceptionHandler(onUncaught);
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
    public static synchronized void restore() {
        var before = ofAllExamples;
        Locale.setDefault(before.locale);
        Locale.setDefault(Locale.Category.DISPLAY, before.display);
        Locale.setDefault(Locale.Category.FORMAT, before.format);
        TimeZone.setDefault(before.zone);
        Thread.setDefaultUncaughtExceptionHandler(before.handler);
    }
}

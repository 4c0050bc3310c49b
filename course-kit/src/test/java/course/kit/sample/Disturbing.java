package course.kit.sample;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;

/**
 * An echo that changes what belongs to the whole JVM, and says of the next word whether it is so.
 */
public final class Disturbing implements Echo {
    private static final List<Object> BEFORE = state();

    @Override
    public String echo(String word) {
        if (word.equals("first")) {
            disturb();
            return word;
        }
        return state().equals(BEFORE) ? word : BEFORE + " became " + state();
    }

    private static void disturb() {
        Locale.setDefault(Locale.of("ar", "EG"));
        TimeZone.setDefault(TimeZone.getTimeZone("Africa/Cairo"));
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(new ByteArrayOutputStream()));
        System.setErr(System.out);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
    }

    private static List<Object> state() {
        return List.of(
                Locale.getDefault(),
                Locale.getDefault(Locale.Category.DISPLAY),
                Locale.getDefault(Locale.Category.FORMAT),
                TimeZone.getDefault(),
                System.in,
                System.out,
                System.err,
                Objects.requireNonNullElse(Thread.getDefaultUncaughtExceptionHandler(), "none"));
    }

    /** Gives each word back if the JVM writes and counts in plain English. */
    public static final class Writing implements Echo {
        @Override
        public String echo(String word) {
            var written = "%.1f %,d %S".formatted(1.5, 1234, "title");
            return written.equals("1.5 1,234 TITLE") ? word : written;
        }
    }
}

package course.cli.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The texts of {@code words.properties}, by their keys. */
public final class Words {
    private static final Properties ALL = read("/course/cli/words.properties");

    private Words() {}

    /**
     * @param arguments for each {@code %s} in the text
     */
    public static String text(String key, Object... arguments) {
        var text = ALL.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        return text.formatted(arguments);
    }

    private static Properties read(String file) {
        var words = new Properties();
        try (var reader =
                new InputStreamReader(
                        Words.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}

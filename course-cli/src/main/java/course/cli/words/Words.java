package course.cli.words;

import course.kit.hint.Language;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The texts of {@code words.properties} and {@code words_zh.properties}, by their keys. */
public final class Words {
    private static final Map<Language, Properties> ALL =
            Map.of(
                    Language.ENGLISH, read("/course/cli/words.properties"),
                    Language.CHINESE, read("/course/cli/words_zh.properties"));

    private Words() {}

    /** The one that {@code COURSE_LANG} says, or else the locale. */
    public static Language language() {
        var name =
                Optional.ofNullable(System.getenv("COURSE_LANG"))
                        .filter(wanted -> !wanted.isBlank())
                        .orElseGet(() -> Locale.getDefault(Locale.Category.DISPLAY).getLanguage());
        return Language.of(name.strip());
    }

    /**
     * @param arguments for each {@code %s} in the text
     */
    public static String text(String key, Object... arguments) {
        return text(language(), key, arguments);
    }

    static String text(Language language, String key, Object... arguments) {
        return template(language, key).formatted(arguments);
    }

    static String template(Language language, String key) {
        var text = ALL.get(language).getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        return text;
    }

    static boolean has(String key) {
        return ALL.get(language()).containsKey(key);
    }

    static Set<String> keys(Language language) {
        return ALL.get(language).stringPropertyNames();
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

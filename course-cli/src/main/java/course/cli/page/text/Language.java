package course.cli.page.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The languages of the page, each with its words and its lessons. */
public enum Language {
    EN(course.kit.hint.Language.ENGLISH, "English"),
    ZH(course.kit.hint.Language.CHINESE, "中文");

    private static final String SCRIPTS = "js.";

    private final course.kit.hint.Language language;
    private final String ownName;
    private final Properties words = new Properties();

    Language(course.kit.hint.Language language, String ownName) {
        this.language = language;
        this.ownName = ownName;
        var file = language.file("words", "").replace('.', '_') + ".properties";
        try (var reader =
                new InputStreamReader(
                        Language.class.getResourceAsStream("/course/cli/page/" + file),
                        StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code zh}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String ownName() {
        return ownName;
    }

    public Language other() {
        return this == EN ? ZH : EN;
    }

    public static Optional<Language> ofCode(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /**
     * The learner's: as {@code COURSE_LANG} says, or else as the browser does.
     *
     * @param accepted the browser's header
     */
    public static Language wanted(String environment, String accepted) {
        var said = environment == null || environment.isBlank() ? accepted : environment;
        return course.kit.hint.Language.of(said.strip()) == ZH.language ? ZH : EN;
    }

    /** Such as {@code README.zh.md}. */
    public String file(String name) {
        return language.file(name, ".md");
    }

    /**
     * @param arguments for each {@code %s} in the text
     */
    public String text(String key, Object... arguments) {
        var text = words.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + this);
        }
        return text.formatted(arguments);
    }

    /** Those that the page's scripts say. */
    public Map<String, String> wordsOfScripts() {
        return words.stringPropertyNames().stream()
                .filter(key -> key.startsWith(SCRIPTS))
                .collect(
                        Collectors.toMap(
                                key -> key.substring(SCRIPTS.length()),
                                words::getProperty,
                                (one, other) -> one,
                                TreeMap::new));
    }
}

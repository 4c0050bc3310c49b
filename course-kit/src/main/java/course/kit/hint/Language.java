package course.kit.hint;

import java.nio.file.Path;
import java.util.Locale;

/** What the course is written in. A file in Chinese stands beside the one in English. */
public enum Language {
    ENGLISH(""),
    CHINESE(".zh");

    private final String suffix;

    Language(String suffix) {
        this.suffix = suffix;
    }

    /**
     * The one that a name means, such as {@code zh}, {@code zh_CN.UTF-8} or {@code en}; English, if
     * there is none of that name.
     */
    public static Language of(String name) {
        return name.toLowerCase(Locale.ROOT).matches("zh([^a-z].*)?") ? CHINESE : ENGLISH;
    }

    /** The one that a file is in, by its name. */
    static Language of(Path file) {
        var name = file.getFileName().toString();
        return name.replaceFirst("[.]\\w+$", "").endsWith(CHINESE.suffix) ? CHINESE : ENGLISH;
    }

    /** The name of a file in this language, such as {@code 5.2.md} or {@code 5.2.zh.md}. */
    public String file(String name, String ending) {
        return name + suffix + ending;
    }
}

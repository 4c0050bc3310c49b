package course.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.hint.Language;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command says the same in both languages. */
class WordsTest {
    private static final Pattern PLACE = Pattern.compile("%(?:(\\d+)\\$)?s");

    private final Locale before = Locale.getDefault();

    @AfterEach
    void backToTheLocaleBefore() {
        Locale.setDefault(before);
    }

    @Test
    void bothHaveTheSameKeys() {
        assertThat(Words.keys(Language.CHINESE))
                .containsExactlyInAnyOrderElementsOf(Words.keys(Language.ENGLISH));
    }

    /** A text may leave out what it is given, but not in one language alone. */
    @Test
    void whatIsPutInIsPutInInBoth() {
        for (var key : Words.keys(Language.ENGLISH)) {
            assertThat(places(Language.CHINESE, key))
                    .as("what is put into %s", key)
                    .isEqualTo(places(Language.ENGLISH, key));
        }
    }

    private static TreeSet<Integer> places(Language language, String key) {
        var places = new TreeSet<Integer>();
        var next = 1;
        var found = PLACE.matcher(Words.template(language, key));
        while (found.find()) {
            places.add(found.group(1) == null ? next++ : Integer.parseInt(found.group(1)));
        }
        return places;
    }

    /** Such as a percent sign that is none, or a place after the last. */
    @Test
    void noTextBreaksWhenItIsFilled() {
        for (var language : Language.values()) {
            for (var key : Words.keys(language)) {
                var filled =
                        Words.text(language, key, Stream.generate(() -> "<it>").limit(9).toArray());
                assertThat(filled).as(key).isNotBlank().doesNotContain("%");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zh, CHINESE",
        "zh_CN.UTF-8, CHINESE",
        "zh-Hant-TW, CHINESE",
        "ZH, CHINESE",
        "en, ENGLISH",
        "en_US.UTF-8, ENGLISH",
        "C.UTF-8, ENGLISH",
        "zha, ENGLISH",
        "klingon, ENGLISH",
        "'', ENGLISH"
    })
    void aNameMeansALanguage(String name, Language language) {
        assertThat(Language.of(name)).isEqualTo(language);
    }

    @Test
    void whereNothingElseIsSaidTheLocaleDecides() {
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        assertThat(Words.language()).isEqualTo(Language.CHINESE);
        assertThat(Words.text("list.done")).isEqualTo("完成");

        Locale.setDefault(Locale.GERMANY);
        assertThat(Words.language()).isEqualTo(Language.ENGLISH);
        assertThat(Words.text("list.done")).isEqualTo("done");
    }
}

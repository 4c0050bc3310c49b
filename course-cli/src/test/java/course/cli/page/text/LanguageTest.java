package course.cli.page.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Pattern;

class LanguageTest {

    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        var english = words("words.properties");
        var chinese = words("words_zh.properties");

        assertThat(chinese.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (var key : english.stringPropertyNames()) {
            assertThat(put(chinese.getProperty(key)))
                    .as("what is put into %s", key)
                    .isEqualTo(put(english.getProperty(key)));
        }
    }

    private static long put(String text) {
        return Pattern.compile("%(\\d\\$)?s").matcher(text).results().count();
    }

    private static Properties words(String file) throws IOException {
        var words = new Properties();
        try (var reader =
                new InputStreamReader(
                        Language.class.getResourceAsStream("/course/cli/page/" + file),
                        StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }

    @Test
    void theLearnersLanguageIsTheOneThatWasAskedFor() {
        assertThat(Language.wanted("zh_CN.UTF-8", "en")).isEqualTo(Language.ZH);
        assertThat(Language.wanted("en", "zh-CN")).isEqualTo(Language.EN);
        assertThat(Language.wanted(null, "zh-CN,zh;q=0.9")).isEqualTo(Language.ZH);
        assertThat(Language.wanted("", "de")).isEqualTo(Language.EN);
    }
}

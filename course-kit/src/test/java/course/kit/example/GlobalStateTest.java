package course.kit.example;

import static org.assertj.core.api.Assertions.assertThat;

import course.kit.bench.SpecRuns;
import course.kit.report.Verdict;
import course.kit.sample.Disturbing;
import course.kit.sample.Echo;
import course.kit.sample.EchoSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** No answer is wrong because of where it runs, or of what another example has changed. */
class GlobalStateTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void whatBelongsToTheJvmIsThereAgainForTheNextExample() throws Exception {
        allPass(Disturbing.class, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "de-DE"})
    void answersRunInEnglish(String locale) throws Exception {
        var there = Locale.forLanguageTag(locale);

        allPass(
                Disturbing.Writing.class,
                Map.of("user.language", there.getLanguage(), "user.country", there.getCountry()));
    }

    private static void allPass(Class<? extends Echo> candidate, Map<String, String> properties)
            throws Exception {
        try (var runs = new SpecRuns(properties, LIMIT)) {
            assertThat(runs.run(EchoSpec.class, candidate).examples())
                    .hasSize(3)
                    .allSatisfy(result ->
                            assertThat(result.verdict())
                                    .as(result.message())
                                    .isEqualTo(Verdict.PASSED));
        }
    }
}

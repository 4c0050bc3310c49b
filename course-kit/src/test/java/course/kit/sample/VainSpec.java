package course.kit.sample;

import course.kit.Background;
import course.kit.Exercise;
import course.kit.TakesTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits in vain for a candidate that keeps the words to itself. */
@Exercise(id = "0.2", title = "Vain", section = "none")
public class VainSpec {
    private final Vain vain;
    private final Background background;

    VainSpec(Vain vain, Background background) {
        this.vain = vain;
        this.background = background;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void itAnswers(int attempt) {
        background.await("it answers", vain::answers);
    }

    @Test
    @TakesTime
    void itAnswersInItsTime() {
        background.await("it answers in its time", vain::answers);
    }
}
